import type { LeaseRepository } from '../../passback/index.ts'
import type { Database } from './database.ts'

export function createLeaseRepository(database: Database): LeaseRepository {
  return {
    async acquire(id, now, until) {
      await database.run('DELETE FROM leases WHERE id = :id AND held_until <= :now', { id, now })
      const added = await database.run(
        'INSERT INTO leases (id, held_until) VALUES (:id, :until) ON CONFLICT (id) DO NOTHING',
        { id, until },
      )
      return added === 1
    },
    async release(id) {
      await database.run('DELETE FROM leases WHERE id = :id', { id })
    },
  }
}
