import type { RunCode, RunCodeId, RunCodeRepository } from '../../sessions/index.ts'
import type { Database } from './database.ts'
import { json, moment, text } from './rows.ts'

export function createRunCodeRepository(database: Database): RunCodeRepository {
  return {
    async add({ id, origin, expiresAt }) {
      await database.run(
        'INSERT INTO run_codes (id, origin, expires_at) VALUES (:id, :origin, :expiresAt)',
        { id, origin: JSON.stringify(origin), expiresAt },
      )
    },
    async consume(id, now) {
      const [row] = await database.all(
        'DELETE FROM run_codes WHERE id = :id AND expires_at > :now RETURNING *',
        { id, now },
      )
      return (
        row && {
          id: text(row, 'id') as RunCodeId,
          origin: json(row, 'origin') as RunCode['origin'],
          expiresAt: moment(row, 'expires_at'),
        }
      )
    },
    async sweep(now) {
      return database.run('DELETE FROM run_codes WHERE expires_at <= :now', { now })
    },
  }
}
