import { ConflictError } from '../errors/index.ts'
import type { Clock, Mac } from '../runtime/index.ts'
import { nextTries, type SignInTriesRepository, type TriesKey } from './sign-in-tries.ts'

export interface SignInGateDeps {
  readonly signInTries: SignInTriesRepository
  readonly formMac: Mac
  readonly clock: Clock
}

/**
 * Counts tries under an e-mail, a known browser or an account: never per address, since a school is one address
 * (interfaces §5).
 */
export interface SignInGate {
  /** Undefined: go on; otherwise the moment from which the next try is heard. */
  enter(countedUnder: string): Promise<Date | undefined>
  forget(countedUnder: string): Promise<void>
}

const RACES_LOST_AT_MOST = 4

export function createSignInGate({ signInTries, formMac, clock }: SignInGateDeps): SignInGate {
  const keyOf = (name: string) => formMac('sign-in-tries', name) as TriesKey

  async function count(key: TriesKey, racesLost: number): Promise<Date | undefined> {
    const now = clock.now()
    const before = await signInTries.find(key, now)
    if (before && before.nextAt > now) return before.nextAt
    const next = nextTries(key, before, now)
    try {
      await signInTries.save(next, now)
      return undefined
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error
      return racesLost < RACES_LOST_AT_MOST ? count(key, racesLost + 1) : next.nextAt
    }
  }

  return {
    enter: (countedUnder) => count(keyOf(countedUnder), 0),
    forget: (countedUnder) => signInTries.remove(keyOf(countedUnder)),
  }
}
