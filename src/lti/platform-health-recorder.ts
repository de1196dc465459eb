import { type Clock, createTicker, type Logger } from '../runtime/index.ts'
import type { Launch } from './launch.ts'
import {
  HEALTH_LIFE_MS,
  type PlatformHealth,
  type PlatformHealthRepository,
} from './platform-health.ts'
import {
  addLaunch,
  addRefusal,
  createHealthMemory,
  type Refusal,
} from './platform-health-memory.ts'
import type { RegistrationId } from './registration.ts'

const FLUSH_MS = 5000
// A thousand schools that start at once must not keep the store from their launches.
const MOST_PER_FLUSH = 100

/** Notes what becomes of launches, in memory; the store hears of it later and never during one. */
export interface HealthRecorder {
  /** A login was sent on to the platform. */
  noteLogin(id: RegistrationId): void
  noteLaunch(launch: Launch): void
  noteRefusal(refusal: Refusal): void
  /** Of all processes; this one's as it stands now. */
  list(): Promise<readonly PlatformHealth[]>
  /** Writes what has changed since it was last written. */
  flush(): Promise<void>
  /** Deletes what no process has touched for a week. */
  sweep(now: Date): Promise<number>
  start(): void
  /** Writes what is left; the store's failure is logged, since what is lost are counts. */
  close(): Promise<void>
}

export interface HealthRecorderDeps {
  readonly platformHealth: PlatformHealthRepository
  readonly clock: Clock
  readonly logger: Logger
}

export function createHealthRecorder(deps: HealthRecorderDeps): HealthRecorder {
  const { platformHealth, clock } = deps
  const memory = createHealthMemory(clock)
  const writing = createWriting(deps, memory)
  return {
    noteLogin(id) {
      const now = clock.now()
      memory.of(id, now).lastLoginAt = now
    },
    noteLaunch(launch) {
      addLaunch(memory.of(launch.registration.id, clock.now()), launch)
    },
    noteRefusal(refusal) {
      addRefusal(memory.of(refusal.registrationId, clock.now()), refusal)
    },
    async list() {
      const stored = await platformHealth.list()
      const others = stored.filter(({ processId }) => processId !== memory.processId)
      return [...others, ...memory.all()]
    },
    sweep: (now) => platformHealth.sweep(new Date(now.getTime() - HEALTH_LIFE_MS)),
    ...writing,
  }
}

type Memory = ReturnType<typeof createHealthMemory>

function createWriting({ platformHealth, logger }: HealthRecorderDeps, memory: Memory) {
  const { changed } = memory
  async function write(ids: readonly RegistrationId[]): Promise<void> {
    for (const id of ids) {
      // Taken off first: what is noted while it is being written is written again.
      changed.delete(id)
      try {
        for (const health of memory.get(id)) await platformHealth.save(health)
      } catch (error) {
        changed.add(id)
        throw error
      }
    }
  }
  const flush = () => write([...changed])
  const warn = (error: unknown) => {
    logger.warn({ err: error }, 'platform health not written')
  }
  const ticker = createTicker({
    everyMs: FLUSH_MS,
    run: () => write([...changed].slice(0, MOST_PER_FLUSH)),
    onError: warn,
  })
  return {
    flush,
    start: ticker.start,
    async close() {
      await ticker.stop()
      await flush().catch(warn)
    },
  }
}
