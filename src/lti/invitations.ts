import { ConflictError, NotFoundError } from '../errors/index.ts'
import { type Clock, createToken } from '../runtime/index.ts'
import {
  type Invitation,
  type InvitationId,
  invitationIdOf,
  type InvitationRepository,
} from './invitation.ts'
import type { Registration, RegistrationRepository, TrustedSchoolClaim } from './registration.ts'

const DAY_MS = 24 * 60 * 60 * 1000

export interface InviteDetails {
  /** Binds whatever registers with it to this school. */
  readonly schoolCode?: string
  readonly trust: readonly TrustedSchoolClaim[]
  /** How long the address may be used. */
  readonly days: number
}

/** The address is shown once: only a hash of its token is kept. */
export interface Invited {
  readonly url: string
  readonly expiresAt: Date
}

/** What an administrator does about LMSs that register themselves; a page and the CLI call the same. */
export interface Invitations {
  invite(details: InviteDetails): Promise<Invited>
  /** Those that may still be used, the newest first. */
  list(): Promise<readonly Invitation[]>
  /** Ends an invitation that nobody has used. @throws NotFoundError('invitation-not-found') */
  withdraw(id: string): Promise<void>
  /** @throws NotFoundError('platform-not-found'), ConflictError('platform-not-pending') */
  approve(id: string): Promise<void>
  /** Disables what waits for approval. @throws as approve does */
  refuse(id: string): Promise<void>
}

export interface InvitationsDeps {
  readonly invitations: InvitationRepository
  readonly registrations: Pick<RegistrationRepository, 'list' | 'decide'>
  readonly clock: Clock
  readonly publicUrl: string
}

export function createInvitations(deps: InvitationsDeps): Invitations {
  const { invitations, registrations, clock } = deps

  async function pending(id: string): Promise<Registration> {
    const registration = (await registrations.list()).find((one) => one.id === id)
    if (!registration) throw new NotFoundError('platform-not-found', { id })
    if (registration.state !== 'pending') throw new ConflictError('platform-not-pending', { id })
    return registration
  }

  return {
    async invite({ days, ...carried }) {
      const token = createToken()
      const createdAt = clock.now()
      const expiresAt = new Date(createdAt.getTime() + days * DAY_MS)
      await invitations.add({ ...carried, id: invitationIdOf(token), createdAt, expiresAt })
      return { url: registerUrlOf(deps.publicUrl, token), expiresAt }
    },
    list: () => invitations.list(clock.now()),
    async withdraw(id) {
      if (!(await invitations.take(id as InvitationId))) {
        throw new NotFoundError('invitation-not-found', { id })
      }
    },
    approve: async (id) => registrations.decide((await pending(id)).id, 'active'),
    refuse: async (id) => registrations.decide((await pending(id)).id, 'disabled'),
  }
}

function registerUrlOf(publicUrl: string, token: string): string {
  return `${publicUrl}/lti/register?${new URLSearchParams({ invite: token }).toString()}`
}
