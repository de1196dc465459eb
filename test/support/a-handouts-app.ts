import { createToken } from '../../src/runtime/index.ts'
import { type Visit, visitIdOf } from '../../src/web/index.ts'
import { aVisit } from './a-visit.ts'
import { startTestApp, type TestApp } from './test-app.ts'

export interface HandoutsApp extends TestApp {
  /** The cookie of a person of an LMS: staff, unless the visit says otherwise. */
  enter(overrides?: Partial<Visit>): Promise<{ readonly name: string; readonly value: string }>
}

/** The real app with the modules that we ship. */
export async function startHandoutsApp(): Promise<HandoutsApp> {
  const world = await startTestApp({ env: { CONTENT_DIRS: 'content' } })
  const { deps } = world
  return {
    ...world,
    async enter(overrides = {}) {
      const value = createToken()
      const expiresAt = new Date(deps.clock.now().getTime() + 3_600_000)
      const visit = aVisit({ id: visitIdOf(value), role: 'staff', expiresAt, ...overrides })
      await deps.storage.visits.add(visit)
      return { name: deps.cookieShape.name('lachan-visit'), value }
    },
  }
}
