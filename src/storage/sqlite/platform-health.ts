import type { PlatformHealth, PlatformHealthRepository, SeenLaunch } from '../../lti/index.ts'
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

/** JSON has no dates. */
type Written<T> = T extends Date ? string : { readonly [K in keyof T]: Written<T[K]> }

function toHealth(row: Row): PlatformHealth {
  const health = json(row, 'body') as Written<PlatformHealth>
  return {
    ...(health as unknown as PlatformHealth),
    since: new Date(health.since),
    updatedAt: new Date(health.updatedAt),
    refusals: toRefusals(health.refusals),
    ...(health.lastLaunch && { lastLaunch: toLaunch(health.lastLaunch) }),
    ...(health.lastLoginAt && { lastLoginAt: new Date(health.lastLoginAt) }),
  }
}

function toLaunch(launch: Written<SeenLaunch>): SeenLaunch {
  return { ...launch, at: new Date(launch.at) }
}

function toRefusals(refusals: Written<PlatformHealth['refusals']>): PlatformHealth['refusals'] {
  const dated = Object.entries(refusals).map(([code, one]) => [
    code,
    { ...one, lastAt: new Date(one.lastAt) },
  ])
  return Object.fromEntries(dated) as PlatformHealth['refusals']
}
