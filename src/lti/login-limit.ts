import { TooManyRequestsError } from '../errors/index.ts'
import { createRateLimit, networkOf, type RateLimitOptions } from '../runtime/index.ts'
import type { RegistrationId } from './registration.ts'

export interface LoginLimits {
  /** Logins and launches of one registration that came to nothing. */
  readonly unfinished: RateLimitOptions
  /** What one network still gets where its registration has used those up. */
  readonly ofNetwork: RateLimitOptions
}

// A province that opens 400 lessons a second finishes its logins; 600 of a school behind one address, a login and a
// launch each, never wait (interfaces §5).
const LIMITS: LoginLimits = {
  unfinished: { points: 100_000, windowS: 600 },
  ofNetwork: { points: 1200, windowS: 60, slotCount: 4096 },
}

/**
 * A flood of logins costs redirects and a flood of forged launches signatures, many of them from one login. Both are
 * counted per registration until a proven launch takes its own login and itself out of the count. An address alone is
 * never limited, since a school is one: it only decides who waits while its registration is flooded.
 */
export interface LoginLimit {
  /**
   * A login begins, or a launch that is not proven yet.
   * @throws TooManyRequestsError('too-many-logins')
   */
  start(registrationId: RegistrationId, address: string): Promise<void>
  /** A launch was proven: neither it nor its login counts. */
  finish(registrationId: RegistrationId): Promise<void>
}

const LOGIN_AND_LAUNCH = 2

export function createLoginLimit(limits = LIMITS): LoginLimit {
  const unfinished = createRateLimit(limits.unfinished)
  const ofNetwork = createRateLimit(limits.ofNetwork)
  return {
    async start(registrationId, address) {
      if ((await unfinished.take(registrationId)) === undefined) return
      const retryAfterS = await ofNetwork.take(`${registrationId} ${networkOf(address)}`)
      if (retryAfterS !== undefined) {
        throw new TooManyRequestsError('too-many-logins', { retryAfterS })
      }
    },
    finish: (registrationId) => unfinished.giveBack(registrationId, LOGIN_AND_LAUNCH),
  }
}
