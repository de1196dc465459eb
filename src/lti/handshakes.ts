import { LaunchRejectedError } from '../errors/index.ts'
import { type Clock, createToken, isSameSecret, type Mac } from '../runtime/index.ts'
import { headOf, type State, type UnsignedState } from './handshake-state.ts'
import type { RegistrationId } from './registration.ts'
import { usedStateIdOf, type UsedStateRepository } from './used-state.ts'

// A school's slow line and Moodle's extra "repost" page must fit in (lti.md W5).
const LIFE_MS = 10 * 60 * 1000
// Clocks of nodes differ: a state is remembered as used for longer than any of them takes it.
const REMEMBERED_MS = 2 * LIFE_MS

/** What a login says to its one launch. */
export interface Handshake {
  readonly id: string
  readonly registrationId: RegistrationId
  /** What the platform must have signed. */
  readonly nonce: string
  /** Where the browser keeps its secret: in a cookie of ours, or in the platform's storage. */
  readonly proof: 'cookie' | 'storage'
  readonly expiresAt: Date
}

export interface Login {
  readonly registrationId: RegistrationId
  /** What only this browser will hold. */
  readonly browser: string
  /** Given where the browser holds it in the platform's storage, in place of a cookie of ours. */
  readonly storageTarget?: string
}

/**
 * A login writes nothing: its state carries all that its launch must know, and the nonce follows from its id. A launch
 * writes one unique record, and only when everything else is proven (docs/decisions/0022-a-login-writes-nothing.md).
 */
export interface Handshakes {
  begin(login: Login): { readonly state: string; readonly nonce: string }
  /** @throws LaunchRejectedError('state-unknown') where it is not this browser's, changed or over */
  prove(state: State, browser: string): Handshake
  /**
   * Uses it up: of n launches at once exactly one gets through (lti.md W6).
   * @throws LaunchRejectedError('state-unknown')
   */
  use(handshake: Handshake): Promise<void>
}

export interface HandshakesDeps {
  readonly usedStates: UsedStateRepository
  /** The first one makes, each one proves: a secret can be replaced while pupils log in. */
  readonly stateMacs: readonly Mac[]
  readonly clock: Clock
}

export function createHandshakes({ usedStates, stateMacs, clock }: HandshakesDeps): Handshakes {
  const [current] = stateMacs
  if (!current) throw new Error('handshakes need a key')
  return {
    begin({ browser, ...login }) {
      const expiry = (clock.now().getTime() + LIFE_MS).toString(36)
      const unsigned = { ...login, id: createToken(), expiry }
      const mac = macOf(current, unsigned, browser)
      return { state: `${headOf(unsigned)}.${mac}`, nonce: nonceOf(current, unsigned) }
    },
    prove(state, browser) {
      const mac = stateMacs.find((one) => isSameSecret(macOf(one, state, browser), state.mac))
      const expiresAt = new Date(Number.parseInt(state.expiry, 36))
      if (!mac || expiresAt <= clock.now()) throw new LaunchRejectedError('state-unknown')
      const { id, registrationId, storageTarget } = state
      const proof = storageTarget === undefined ? 'cookie' : 'storage'
      return { id, registrationId, nonce: nonceOf(mac, state), proof, expiresAt }
    },
    async use({ id, expiresAt }) {
      const rememberUntil = new Date(expiresAt.getTime() + REMEMBERED_MS)
      const isFirst = await usedStates.use(usedStateIdOf(id), rememberUntil)
      if (!isFirst) throw new LaunchRejectedError('state-unknown')
    },
  }
}

function macOf(mac: Mac, unsigned: UnsignedState, browser: string): string {
  return mac('state', headOf(unsigned), browser)
}

/** 256 bits that nobody else can make, tied to one state and one registration (lti.md W5). */
function nonceOf(mac: Mac, { id, registrationId }: UnsignedState): string {
  return mac('nonce', id, registrationId)
}
