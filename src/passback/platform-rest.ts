import type { Clock } from '../runtime/index.ts'
import type { Delivery } from './delivery.ts'

// Who refuses a connection says so at once and keeps nobody waiting.
const SLOW_MS = 2000
const LONGEST_REST_MS = 60_000

/**
 * A platform that hangs takes seconds for each try, and all platforms share a few. So one that hung a moment ago rests
 * until its failed score is due again, and is then asked by one score alone: a thousand waiting scores of one LMS keep
 * those of another waiting for one time-out, and not for a thousand. In memory, since another process finds out as fast.
 */
export interface PlatformRest {
  /** Until when a score for it has to wait; absent where it may be sent now. */
  of(registrationId: string): Date | undefined
  /** After a try that began at `startedAt` and left the score as `next`. */
  note(next: Delivery, startedAt: Date): void
}

export function createPlatformRest(clock: Clock): PlatformRest {
  const restingUntil = new Map<string, Date>()
  return {
    of(registrationId) {
      const until = restingUntil.get(registrationId)
      const now = clock.now()
      if (until && until > now) return until
      // This one is asked; whatever else is due waits for what comes of it.
      if (until) restingUntil.set(registrationId, longestFrom(now))
      return undefined
    },
    note({ registrationId, state, nextTryAt }, startedAt) {
      const now = clock.now()
      const hung = state === 'waiting' && now.getTime() - startedAt.getTime() >= SLOW_MS
      if (!hung) return void restingUntil.delete(registrationId)
      const longest = longestFrom(now)
      restingUntil.set(registrationId, nextTryAt < longest ? nextTryAt : longest)
    },
  }
}

function longestFrom(now: Date): Date {
  return new Date(now.getTime() + LONGEST_REST_MS)
}
