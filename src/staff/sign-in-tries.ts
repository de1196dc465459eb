import type { Brand } from '../runtime/index.ts'

/** Keyed hash of what tries are counted under, so that what people typed by mistake stands nowhere. */
export type TriesKey = Brand<'TriesKey'>

/** Tries to sign in since the last that succeeded, whether the e-mail has an account or not. */
export interface SignInTries {
  readonly key: TriesKey
  readonly count: number
  /** Before this moment no password is looked at. */
  readonly nextAt: Date
  /** Left alone so long, they are forgotten. */
  readonly expiresAt: Date
  readonly revision: number
}

/** Tries may be lost in a power cut. */
export interface SignInTriesRepository {
  find(key: TriesKey, now: Date): Promise<SignInTries | undefined>
  /**
   * Adds revision 1, or replaces the record that stands one revision before; an expired record counts as none.
   * @throws ConflictError('tries-changed')
   */
  save(tries: SignInTries, now: Date): Promise<void>
  remove(key: TriesKey): Promise<void>
  sweep(now: Date): Promise<number>
}

const FREE_TRIES = 5
const FIRST_DELAY_MS = 15 * 1000
const LONGEST_DELAY_MS = 15 * 60 * 1000
const FORGOTTEN_AFTER_MS = 24 * 60 * 60 * 1000

/** Five at once, then 15 s, doubling to a quarter of an hour: a typing person hardly waits, a guessing machine does. */
export function delayAfter(count: number): number {
  if (count < FREE_TRIES) return 0
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (count - FREE_TRIES))
}

/** One more try, counted before the password is looked at: tries sent at once must not slip through together. */
export function nextTries(key: TriesKey, before: SignInTries | undefined, now: Date): SignInTries {
  const count = (before?.count ?? 0) + 1
  return {
    key,
    count,
    nextAt: new Date(now.getTime() + delayAfter(count)),
    expiresAt: new Date(now.getTime() + FORGOTTEN_AFTER_MS),
    revision: (before?.revision ?? 0) + 1,
  }
}
