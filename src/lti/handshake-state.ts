import { createToken, isToken } from '../runtime/index.ts'

// Names of frames as platforms use them; anything else is no signal. Url-safe, so that a state stays one word.
const TARGET = /^[\w-]{1,64}$/
const FROM_TARGET = '.'

/** What comes back with the launch: who must prove it is written into it, and a changed one is unknown to the store. */
export interface State {
  /** The platform's storage frame, where the login was proven by platform storage and by no cookie. */
  readonly storageTarget?: string
}

/** Where the platform keeps what a tool gives it: https://www.imsglobal.org/spec/lti-cs-oidc/v0p1 */
export function readStorageTarget(given: string | undefined): string | undefined {
  return given !== undefined && TARGET.test(given) ? given : undefined
}

/** `<token>`, or `<token>.<storage target>`: a launch need not repeat the target. */
export function createState({ storageTarget }: State = {}): string {
  const token = createToken()
  return storageTarget === undefined ? token : `${token}${FROM_TARGET}${storageTarget}`
}

/** Undefined for anything that createState does not give (lti.md W1). */
export function parseState(text: string): State | undefined {
  const [token = '', storageTarget, ...more] = text.split(FROM_TARGET)
  if (!isToken(token) || more.length > 0) return undefined
  if (storageTarget === undefined) return {}
  return TARGET.test(storageTarget) ? { storageTarget } : undefined
}

/** The key in the platform's storage; it holds the state, so that two launches side by side do not meet. */
export function storageKeyOf(state: string): string {
  return `lachan_${state}`
}
