import { LaunchRejectedError, MalformedRequestError } from '../../errors/index.ts'
import type { Handshake } from '../handshakes.ts'
import type { LaunchClaims } from '../launch-claims.ts'
import type { Registration } from '../registration.ts'

/** What the rules look at: claims of a token whose signature holds, and what our own login remembered. */
export interface LaunchFacts {
  readonly claims: LaunchClaims
  readonly registration: Registration
  readonly handshake: Handshake
  readonly now: Date
  readonly toleranceS: number
}

/** One rule of the specification. @throws AppError when the launch breaks it */
export type Check = (facts: LaunchFacts) => void

/** The sender is not proven. `rule` goes to the log and tells an engineer where to look. */
export function notProven(rule: string, cause?: unknown): LaunchRejectedError {
  return new LaunchRejectedError('token-not-proven', { rule }, cause)
}

/** Proven, but not a message that LTI allows. */
export function claimInvalid(rule: string): MalformedRequestError {
  return new MalformedRequestError('token-claims-invalid', { rule })
}

export const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
