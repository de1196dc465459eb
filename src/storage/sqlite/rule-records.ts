import { ConflictError } from '../../errors/index.ts'
import type { RuleRecords } from '../../requirements/index.ts'
import type { Database } from './database.ts'
import { conflictOnDuplicate, json } from './rows.ts'

interface Revised {
  readonly id: string
  readonly revision: number
}

/** Programmes and calendars: small records that are read whole. */
export function createRuleRecords<Rule extends Revised>(
  database: Database,
  table: 'programmes' | 'calendars',
): RuleRecords<Rule> {
  return {
    async add(rule) {
      const added = database.run(
        `INSERT INTO ${table} (id, record, revision) VALUES (:id, :record, :revision)`,
        toRow(rule),
      )
      await conflictOnDuplicate('rule-exists', added)
    },
    async find(id) {
      const [row] = await database.all(`SELECT record FROM ${table} WHERE id = :id`, { id })
      return row && (json(row, 'record') as Rule)
    },
    async list() {
      const rows = await database.all(`SELECT record FROM ${table} ORDER BY id`)
      return rows.map((row) => json(row, 'record') as Rule)
    },
    async replace(rule) {
      const changed = await database.run(
        `UPDATE ${table} SET record = :record, revision = :revision
         WHERE id = :id AND revision = :revision - 1`,
        toRow(rule),
      )
      if (changed === 0) throw new ConflictError('rule-changed')
    },
  }
}

function toRow({ id, revision, ...rest }: Revised) {
  return { id, revision, record: JSON.stringify({ ...rest, id, revision }) }
}
