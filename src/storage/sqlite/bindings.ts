import type { Binding, BindingRepository, Decision } from '../../bindings/index.ts'
import { ConflictError } from '../../errors/index.ts'
import type { RegistrationId } from '../../lti/index.ts'
import type { SchoolId } from '../../schools/index.ts'
import type { ContextKey } from '../../web/index.ts'
import type { Database, Row, Write } from './database.ts'
import { integer, json, moment, optionalText, text } from './rows.ts'

const INSERT = `
INSERT INTO bindings (context_key, registration_id, deployment_id, context_id, custom_codes,
                      course_codes, state, source, school_id, first_seen_at, decisions, owed,
                      owed_since, revision)
VALUES (:contextKey, :registrationId, :deploymentId, :contextId, :customCodes,
        :courseCodes, :state, :source, :schoolId, :firstSeenAt, :decisions, :owed,
        :owedSince, :revision)
ON CONFLICT (context_key) DO NOTHING`

const UPDATE = `
UPDATE bindings
SET custom_codes = :customCodes, course_codes = :courseCodes, state = :state, source = :source,
    school_id = :schoolId, decisions = :decisions, owed = :owed, owed_since = :owedSince,
    revision = :revision
WHERE context_key = :contextKey AND revision = :revision - 1`

const bumpVersion: Write = {
  sql: `INSERT INTO versions (name, value) VALUES ('bindings', 1)
        ON CONFLICT (name) DO UPDATE SET value = value + 1`,
}

const LIST = `
SELECT * FROM bindings
WHERE state = :state AND (first_seen_at, context_key) > (:ms, :key)
ORDER BY first_seen_at, context_key LIMIT :limit`

export function createBindingRepository(database: Database): BindingRepository {
  const find = async (contextKey: ContextKey) => {
    const sql = 'SELECT * FROM bindings WHERE context_key = :contextKey'
    const [row] = await database.all(sql, { contextKey })
    return row && toBinding(row)
  }
  return {
    version: () => readVersion(database),
    find,
    async add(binding) {
      await database.batch([insert(binding)])
      return (await find(binding.contextKey)) ?? binding
    },
    async addAll(bindings) {
      await database.batch(bindings.map(insert))
    },
    async replace(binding) {
      const [replaced] = await database.batch(replacement(binding))
      if (replaced === 0) throw new ConflictError('binding-changed')
    },
    async list({ state, after, limit }) {
      const from = { ms: after?.firstSeenAt.getTime() ?? -1, key: after?.contextKey ?? '' }
      return (await database.all(LIST, { state, limit, ...from })).map(toBinding)
    },
    async listOfSchool(schoolId) {
      const sql = `SELECT * FROM bindings WHERE school_id = :schoolId ORDER BY first_seen_at, context_key`
      return (await database.all(sql, { schoolId })).map(toBinding)
    },
    async count(state) {
      const sql = 'SELECT count(*) AS total FROM bindings WHERE state = :state'
      const [row] = await database.all(sql, { state })
      return row ? integer(row, 'total') : 0
    },
    async listOwing(before, limit) {
      const sql = `SELECT * FROM bindings WHERE owed_since < :before ORDER BY owed_since LIMIT :limit`
      return (await database.all(sql, { before, limit })).map(toBinding)
    },
  }
}

async function readVersion(database: Database): Promise<number> {
  const [row] = await database.all(`SELECT value FROM versions WHERE name = 'bindings'`)
  return row ? integer(row, 'value') : 0
}

function replacement(binding: Binding): readonly Write[] {
  const { contextKey, owed } = binding
  const update = { sql: UPDATE, parameters: { contextKey, ...toChanging(binding) } }
  return owed.length > 0 ? [update, bumpVersion] : [update]
}

function insert(binding: Binding): Write {
  return { sql: INSERT, parameters: { ...toImmutable(binding), ...toChanging(binding) } }
}

function toImmutable(binding: Binding) {
  const { contextKey, registrationId, deploymentId, contextId, firstSeenAt } = binding
  return { contextKey, registrationId, deploymentId, contextId, firstSeenAt }
}

function toChanging({ claims, state, source, schoolId, ...rest }: Binding) {
  return {
    customCodes: JSON.stringify(claims.custom),
    courseCodes: JSON.stringify(claims.course),
    state,
    source,
    schoolId,
    decisions: JSON.stringify(rest.decisions),
    owed: JSON.stringify(rest.owed),
    owedSince: rest.owedSince,
    revision: rest.revision,
  }
}

function toBinding(row: Row): Binding {
  const contextId = optionalText(row, 'context_id')
  return {
    contextKey: text(row, 'context_key') as ContextKey,
    registrationId: text(row, 'registration_id') as RegistrationId,
    deploymentId: text(row, 'deployment_id'),
    ...(contextId !== undefined && { contextId }),
    claims: {
      custom: json(row, 'custom_codes') as readonly string[],
      course: json(row, 'course_codes') as readonly string[],
    },
    state: text(row, 'state') as Binding['state'],
    ...toSchool(row),
    firstSeenAt: moment(row, 'first_seen_at'),
    decisions: toDecisions(json(row, 'decisions')),
    owed: json(row, 'owed') as readonly SchoolId[],
    ...(row['owed_since'] !== null && { owedSince: moment(row, 'owed_since') }),
    revision: integer(row, 'revision'),
  }
}

function toSchool(row: Row): Pick<Binding, 'source' | 'schoolId'> {
  const source = optionalText(row, 'source') as Binding['source']
  const schoolId = optionalText(row, 'school_id') as SchoolId | undefined
  return { ...(source && { source }), ...(schoolId && { schoolId }) }
}

function toDecisions(stored: unknown): readonly Decision[] {
  const decisions = stored as readonly (Omit<Decision, 'at'> & { readonly at: string })[]
  return decisions.map(({ at, ...rest }) => ({ ...rest, at: new Date(at) }))
}
