import type { Members } from '../lti/index.ts'
import type { Clock, Logger } from '../runtime/index.ts'
import type { ContextKey } from '../web/index.ts'
import type { MemberCountRepository } from './member-count.ts'

export interface CourseToCount {
  readonly registrationId: string
  readonly membershipsUrl: string
  readonly contextKey: ContextKey
}

/** Asks LMSs how many learners a course has: in the background, and each course once a day at most. */
export interface MemberCounter {
  /** Comes back at once and never throws: the launch goes on. */
  note(course: CourseToCount): void
  /** How many learners the course had when it was last counted, unless that is long ago. */
  sizeOf(contextKey: ContextKey): Promise<number | undefined>
  /** Finishes what is under way; what waits is asked on another day. */
  stop(): Promise<void>
}

export interface MemberCounterDeps {
  readonly memberCounts: MemberCountRepository
  readonly leases: Leases
  readonly members: Members
  readonly clock: Clock
  readonly logger: Logger
}

interface Leases {
  /** True where nobody else holds `id` at `now`; then it is held until `until`. */
  acquire(id: string, now: Date, until: Date): Promise<boolean>
}

const DAY_MS = 24 * 60 * 60 * 1000
const FRESH_MS = 30 * DAY_MS
// A morning on which every teacher of a province launches; the rest is counted at their next launch.
const MOST_WAITING = 500
const MOST_REMEMBERED = 10_000

export function createMemberCounter(deps: MemberCounterDeps): MemberCounter {
  const { memberCounts, clock } = deps
  const waiting: CourseToCount[] = []
  // Spares the store a question at each launch; across processes the lease decides.
  const askedAt = new Map<ContextKey, number>()
  let working: Promise<void> | undefined

  function isAskedToday({ contextKey }: CourseToCount): boolean {
    const at = askedAt.get(contextKey)
    return at !== undefined && clock.now().getTime() - at < DAY_MS
  }

  async function workOff(): Promise<void> {
    for (let next = waiting.shift(); next; next = waiting.shift()) await countOnce(deps, next)
  }

  return {
    note(course) {
      if (isAskedToday(course) || waiting.length >= MOST_WAITING) return
      if (askedAt.size >= MOST_REMEMBERED) askedAt.clear()
      askedAt.set(course.contextKey, clock.now().getTime())
      waiting.push(course)
      // One at a time: no LMS and no launch is to feel it.
      working ??= workOff().finally(() => (working = undefined))
    },
    async sizeOf(contextKey) {
      const count = await memberCounts.find(contextKey)
      const isFresh = count && clock.now().getTime() - count.countedAt.getTime() < FRESH_MS
      return isFresh && count.learners > 0 ? count.learners : undefined
    },
    async stop() {
      waiting.length = 0
      await working
    },
  }
}

/** The lease is not given back: it is what makes it once a day, however many processes there are. */
async function countOnce(deps: MemberCounterDeps, course: CourseToCount): Promise<void> {
  const { registrationId, membershipsUrl, contextKey } = course
  const { logger, clock } = deps
  try {
    const now = clock.now()
    const until = new Date(now.getTime() + DAY_MS)
    if (!(await deps.leases.acquire(`members ${contextKey}`, now, until))) return
    const outcome = await deps.members.countLearners(registrationId, membershipsUrl)
    if (outcome.kind !== 'counted') {
      logger.warn({ registrationId, outcome }, 'learners not counted')
      return
    }
    const { learners } = outcome
    await deps.memberCounts.save({ contextKey, learners, countedAt: clock.now() })
    logger.info({ registrationId }, 'learners counted')
  } catch (error) {
    logger.warn({ err: error, registrationId }, 'learners not counted')
  }
}
