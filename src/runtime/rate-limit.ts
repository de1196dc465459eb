import { RateLimiterMemory } from 'rate-limiter-flexible'

import { createToken, hashOf } from './ids.ts'

export interface RateLimitOptions {
  /** As many pass in one window. */
  readonly points: number
  /** Seconds; a window begins with the first that is counted in it. */
  readonly windowS: number
  /** Where strangers choose the keys: they share so many counters, so memory is bounded. */
  readonly slotCount?: number
}

/** Counts under a key in the memory of this process; costs no trip to the store. */
export interface RateLimit {
  /** Counts one more. Gives the seconds until the window ends where it was one too many. */
  take(key: string): Promise<number | undefined>
  /** Takes so many back. */
  giveBack(key: string, points: number): Promise<void>
}

export function createRateLimit({ points, windowS, slotCount }: RateLimitOptions): RateLimit {
  const limiter = new RateLimiterMemory({ points, duration: windowS })
  // Nobody can tell which keys share a counter with somebody else's.
  const salt = createToken()
  const toCounter = (key: string) => (slotCount === undefined ? key : slotOf(key, salt, slotCount))
  return {
    async take(key) {
      const { consumedPoints, msBeforeNext } = await limiter.penalty(toCounter(key))
      return consumedPoints > points ? Math.ceil(msBeforeNext / 1000) : undefined
    },
    async giveBack(key, given) {
      await limiter.reward(toCounter(key), given)
    },
  }
}

function slotOf(key: string, salt: string, slotCount: number): string {
  const hash = Buffer.from(hashOf('rate-limit', salt, key), 'base64url')
  return String(hash.readUInt32BE(0) % slotCount)
}
