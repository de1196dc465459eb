import type { RegistrationId } from './registration.ts'

// Names of frames as platforms use them; anything else is no signal. Url-safe, so that a state stays one word.
const TARGET = /^[\w-]{1,64}$/
const FORM =
  /^(?<id>[\w-]{43})\.(?<registrationId>[\w-]{1,64})\.(?<expiry>[0-9a-z]{8})\.(?<storageTarget>[\w-]{0,64})\.(?<mac>[\w-]{43})$/

/**
 * `<id>.<registration>.<expiry>.<storage target, mostly empty>.<mac>`: what comes back with the launch says itself what
 * its login was, and the mac, which only the browser's secret completes, that it is ours.
 */
export interface State extends UnsignedState {
  readonly mac: string
}

export interface UnsignedState {
  readonly id: string
  readonly registrationId: RegistrationId
  /** Milliseconds since 1970, base 36. */
  readonly expiry: string
  /** The platform's storage frame, where the login was proven by platform storage and by no cookie. */
  readonly storageTarget?: string
}

/** Where the platform keeps what a tool gives it: https://www.imsglobal.org/spec/lti-cs-oidc/v0p1 */
export function readStorageTarget(given: string | undefined): string | undefined {
  return given !== undefined && TARGET.test(given) ? given : undefined
}

export function headOf({ id, registrationId, expiry, storageTarget = '' }: UnsignedState): string {
  return [id, registrationId, expiry, storageTarget].join('.')
}

/** Undefined for anything of another form (lti.md W1); what it says is not proven yet. */
export function parseState(text: string): State | undefined {
  const { id, registrationId, expiry, storageTarget, mac } = FORM.exec(text)?.groups ?? {}
  if (!id || !registrationId || !expiry || !mac) return undefined
  const parsed = { id, registrationId: registrationId as RegistrationId, expiry, mac }
  return storageTarget ? { ...parsed, storageTarget } : parsed
}

/** The key in the platform's storage; it holds the state, so that two launches side by side do not meet. */
export function storageKeyOf(state: string): string {
  return `lachan_${state}`
}
