import type { Clock } from '../runtime/index.ts'
import type { Delivery } from './delivery.ts'

// Who refuses a connection says so at once and keeps nobody waiting.
const SLOW_MS = 1000
const LONGEST_REST_MS = 60_000

/**
 * A platform that hangs takes seconds for each try, and all platforms share a few. So one that hung a moment ago rests
 * until its failed score is due again, and is then asked by one score alone: a thousand waiting scores of one LMS keep
 * those of another waiting for one time-out, and not for a thousand. One that answers, but slowly, whatever it says, is
 * asked by one score after the other. In memory, since another process finds out as fast.
 */
export interface PlatformRest {
  /** Until when a score for it has to wait; absent where it may be sent now. */
  of(registrationId: string): Date | undefined
  /** After a try that began at `startedAt` and left the score as `next`. */
  note(next: Delivery, startedAt: Date): void
}

export function createPlatformRest(clock: Clock): PlatformRest {
  const slow = new Map<string, { readonly until: Date; readonly holdMs: number }>()
  return {
    of(registrationId) {
      const known = slow.get(registrationId)
      const now = clock.now()
      if (!known) return undefined
      if (known.until > now) return known.until
      // This one is asked; whatever else is due waits for what comes of it.
      slow.set(registrationId, { ...known, until: later(now, known.holdMs) })
      return undefined
    },
    note({ registrationId, state, nextTryAt }, startedAt) {
      const now = clock.now()
      const tookMs = now.getTime() - startedAt.getTime()
      const longest = later(now, LONGEST_REST_MS)
      if (tookMs < SLOW_MS) slow.delete(registrationId)
      else if (state !== 'waiting') slow.set(registrationId, { until: now, holdMs: tookMs })
      else {
        const until = nextTryAt < longest ? nextTryAt : longest
        slow.set(registrationId, { until, holdMs: LONGEST_REST_MS })
      }
    },
  }
}

function later(moment: Date, ms: number): Date {
  return new Date(moment.getTime() + ms)
}
