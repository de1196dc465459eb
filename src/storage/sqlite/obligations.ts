import { ConflictError } from '../../errors/index.ts'
import type { LateChange, Obligation, ObligationRepository } from '../../requirements/index.ts'
import type { SchoolId } from '../../schools/index.ts'
import type { Database, Row, Write } from './database.ts'
import { conflictOnDuplicate, integer, json, optionalText, text } from './rows.ts'

export function createObligationRepository(database: Database): ObligationRepository {
  return {
    async freeze(periodId, obligations) {
      const none = { sql: 'DELETE FROM obligations WHERE period_id = :periodId' }
      await database.batch([{ ...none, parameters: { periodId } }, ...obligations.map(insert)])
    },
    async find(periodId, schoolId) {
      const [row] = await database.all(
        'SELECT * FROM obligations WHERE period_id = :periodId AND school_id = :schoolId',
        { periodId, schoolId },
      )
      return row && toObligation(row)
    },
    async listOfPeriod(periodId) {
      const rows = await database.all(
        'SELECT * FROM obligations WHERE period_id = :periodId ORDER BY school_id',
        { periodId },
      )
      return rows.map(toObligation)
    },
    async add(obligation) {
      await conflictOnDuplicate('obligation-exists', database.batch([insert(obligation)]))
    },
    async replace(obligation) {
      const changed = await database.run(
        `UPDATE obligations
         SET stages = :stages, exempt_reason = :exemptReason, school = :school, changes = :changes,
             revision = :revision
         WHERE period_id = :periodId AND school_id = :schoolId AND revision = :revision - 1`,
        toRow(obligation),
      )
      if (changed === 0) throw new ConflictError('obligation-changed')
    },
  }
}

function insert(obligation: Obligation): Write {
  return {
    sql: `INSERT INTO obligations (period_id, school_id, stages, exempt_reason, school, changes,
                                   revision)
          VALUES (:periodId, :schoolId, :stages, :exemptReason, :school, :changes, :revision)`,
    parameters: toRow(obligation),
  }
}

function toRow({ periodId, schoolId, stages, exempt, school, changes, revision }: Obligation) {
  return {
    periodId,
    schoolId,
    stages: JSON.stringify(stages),
    exemptReason: exempt?.reason,
    school: JSON.stringify(school),
    changes: JSON.stringify(changes),
    revision,
  }
}

type StoredChange = Omit<LateChange, 'at'> & { readonly at: string }

function toObligation(row: Row): Obligation {
  const reason = optionalText(row, 'exempt_reason')
  const changes = json(row, 'changes') as readonly StoredChange[]
  return {
    periodId: text(row, 'period_id'),
    schoolId: text(row, 'school_id') as SchoolId,
    stages: json(row, 'stages') as Obligation['stages'],
    ...(reason !== undefined && { exempt: { reason } }),
    school: json(row, 'school') as Obligation['school'],
    changes: changes.map((change) => ({ ...change, at: new Date(change.at) })),
    revision: integer(row, 'revision'),
  }
}
