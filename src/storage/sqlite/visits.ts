import type { LearnerKey, Visit, VisitId, VisitRepository } from '../../web/index.ts'
import type { Database, Row } from './database.ts'
import { integer, moment, optionalJson, optionalText, text } from './rows.ts'

export function createVisitRepository(database: Database): VisitRepository {
  return {
    async add(visit) {
      await database.run(
        `INSERT INTO visits (id, role, counted, learner_key, account_id, origin, score_target, expires_at)
         VALUES (:id, :role, :counted, :learnerKey, :accountId, :origin, :scoreTarget, :expiresAt)`,
        {
          id: visit.id,
          role: visit.role,
          counted: visit.counted,
          learnerKey: visit.learnerKey,
          accountId: visit.accountId,
          origin: visit.origin && JSON.stringify(visit.origin),
          scoreTarget: visit.scoreTarget && JSON.stringify(visit.scoreTarget),
          expiresAt: visit.expiresAt,
        },
      )
    },
    async find(id, now) {
      const [row] = await database.all(
        'SELECT * FROM visits WHERE id = :id AND expires_at > :now',
        {
          id,
          now,
        },
      )
      return row && toVisit(row)
    },
    async remove(id) {
      await database.run('DELETE FROM visits WHERE id = :id', { id })
    },
    async removeOfAccount(accountId) {
      await database.run('DELETE FROM visits WHERE account_id = :accountId', { accountId })
    },
    async sweep(now) {
      return database.run('DELETE FROM visits WHERE expires_at <= :now', { now })
    },
  }
}

function toVisit(row: Row): Visit {
  const scoreTarget = optionalJson(row, 'score_target') as Visit['scoreTarget']
  const origin = optionalJson(row, 'origin') as Visit['origin']
  const accountId = optionalText(row, 'account_id')
  return {
    id: text(row, 'id') as VisitId,
    role: text(row, 'role') as Visit['role'],
    counted: integer(row, 'counted') === 1,
    learnerKey: text(row, 'learner_key') as LearnerKey,
    ...(accountId && { accountId }),
    ...(origin && { origin }),
    ...(scoreTarget && { scoreTarget }),
    expiresAt: moment(row, 'expires_at'),
  }
}
