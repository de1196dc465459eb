import type { LearnerKey, Visit, VisitId, VisitRepository } from '../../web/index.ts'
import type { Database, Row } from './database.ts'
import { integer, moment, optionalJson, optionalText, text } from './rows.ts'

const INSERT = `INSERT INTO visits (id, role, counted, learner_key, account_id, origin, score_target,
                                    task, expires_at)
                VALUES (:id, :role, :counted, :learnerKey, :accountId, :origin, :scoreTarget,
                        :task, :expiresAt)`

export function createVisitRepository(database: Database): VisitRepository {
  return {
    async add(visit) {
      await database.run(INSERT, toRow(visit))
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

function toRow({ origin, scoreTarget, task, ...visit }: Visit) {
  return {
    accountId: undefined,
    ...visit,
    origin: origin && JSON.stringify(origin),
    scoreTarget: scoreTarget && JSON.stringify(scoreTarget),
    task: task && JSON.stringify(task),
  }
}

function toVisit(row: Row): Visit {
  const scoreTarget = optionalJson(row, 'score_target') as Visit['scoreTarget']
  const origin = optionalJson(row, 'origin') as Visit['origin']
  const task = optionalJson(row, 'task') as Visit['task']
  const accountId = optionalText(row, 'account_id')
  return {
    id: text(row, 'id') as VisitId,
    role: text(row, 'role') as Visit['role'],
    counted: integer(row, 'counted') === 1,
    learnerKey: text(row, 'learner_key') as LearnerKey,
    ...(accountId && { accountId }),
    ...(origin && { origin }),
    ...(scoreTarget && { scoreTarget }),
    ...(task && { task }),
    expiresAt: moment(row, 'expires_at'),
  }
}
