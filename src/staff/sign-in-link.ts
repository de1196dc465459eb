import { type Brand, hashOf } from '../runtime/index.ts'
import type { AccountId } from './account.ts'

/** SHA-256 of the token in the address; the token itself is nowhere stored. */
export type SignInLinkId = Brand<'SignInLinkId'>

/** Opens an account once. Whoever lost the link asks for another. */
export interface SignInLink {
  readonly id: SignInLinkId
  readonly accountId: AccountId
  readonly expiresAt: Date
}

export function signInLinkIdOf(token: string): SignInLinkId {
  return hashOf('sign-in-link', token) as SignInLinkId
}

export function signInPathOf(token: string): string {
  return `/sign-in/link/${token}`
}

/** Links may be lost in a power cut. */
export interface SignInLinkRepository {
  add(link: SignInLink): Promise<void>
  /** Only a link that has not expired at `now`; stays usable. */
  find(id: SignInLinkId, now: Date): Promise<SignInLink | undefined>
  /** Deletes exactly this link and gives it: of two who ask at once, one gets it. */
  take(id: SignInLinkId): Promise<SignInLink | undefined>
  removeOfAccount(accountId: AccountId): Promise<void>
  sweep(now: Date): Promise<number>
}
