import type { PlatformHealth, PlatformHealthRepository } from '../../lti/index.ts'
import type { Database, Row } from './database.ts'
import { json } from './rows.ts'

export function createPlatformHealthRepository(database: Database): PlatformHealthRepository {
  return {
    async save(health) {
      const { registrationId, processId, updatedAt } = health
      await database.run(
        `INSERT INTO platform_health (registration_id, process_id, updated_at, body)
         VALUES (:registrationId, :processId, :updatedAt, :body)
         ON CONFLICT (registration_id, process_id) DO UPDATE SET updated_at = :updatedAt, body = :body`,
        { registrationId, processId, updatedAt, body: JSON.stringify(health) },
      )
    },
    async list() {
      const rows = await database.all(
        'SELECT body FROM platform_health ORDER BY registration_id, process_id',
      )
      return rows.map(toHealth)
    },
    sweep: (before) =>
      database.run('DELETE FROM platform_health WHERE updated_at <= :before', { before }),
  }
}

type Written<T> = { readonly [K in keyof T]: T[K] extends Date | undefined ? string : T[K] }

function toHealth(row: Row): PlatformHealth {
  const health = json(row, 'body') as Written<PlatformHealth>
  const { lastRefusal, lastLaunchAt } = health
  return {
    ...health,
    since: new Date(health.since),
    updatedAt: new Date(health.updatedAt),
    ...(lastLaunchAt && { lastLaunchAt: new Date(lastLaunchAt) }),
    ...(lastRefusal && { lastRefusal: { ...lastRefusal, at: new Date(lastRefusal.at) } }),
  } as PlatformHealth
}
