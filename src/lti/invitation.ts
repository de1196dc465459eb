import { type Brand, hashOf } from '../runtime/index.ts'
import type { TrustedSchoolClaim } from './registration.ts'

export type InvitationId = Brand<'InvitationId'>

/**
 * Lets one LMS register itself once. The token is in the address that its administrator pastes, here is only its hash.
 * It may carry the school and the trust, so that the LMS has no say in them (lti.md §9, rows 2 and 4).
 */
export interface Invitation {
  readonly id: InvitationId
  readonly schoolCode?: string
  readonly trust: readonly TrustedSchoolClaim[]
  readonly createdAt: Date
  readonly expiresAt: Date
}

export interface InvitationRepository {
  add(invitation: Invitation): Promise<void>
  /** Those that may still be used at `now`, the newest first. */
  list(now: Date): Promise<readonly Invitation[]>
  /** Deletes exactly this one and gives it back, expired or not; of n callers at once exactly one gets it. */
  take(id: InvitationId): Promise<Invitation | undefined>
  sweep(now: Date): Promise<number>
}

// Administrators type these ids, and a leading dash would be taken for an option; 24 characters are 140 bits and more.
export const invitationIdOf = (token: string) =>
  hashOf('invitation', token).replace(/[-_]/g, 'x').slice(0, 24) as InvitationId
