import type { UsedStateRepository } from '../../lti/index.ts'
import type { Database } from './database.ts'

export function createUsedStateRepository(database: Database): UsedStateRepository {
  return {
    async use(id, expiresAt) {
      const added = await database.run(
        `INSERT INTO used_states (id, expires_at) VALUES (:id, :expiresAt)
         ON CONFLICT (id) DO NOTHING`,
        { id, expiresAt },
      )
      return added === 1
    },
    sweep: (now) => database.run('DELETE FROM used_states WHERE expires_at <= :now', { now }),
  }
}
