import { ConflictError, ForbiddenError } from '../errors/index.ts'
import { type Clock, isToken } from '../runtime/index.ts'
import { type Invitation, invitationIdOf, type InvitationRepository } from './invitation.ts'
import type { PlatformConfiguration } from './platform-configuration.ts'
import { toRegistration } from './register-platform.ts'
import type { Registration } from './registration.ts'
import type { Granted } from './registration-answer.ts'
import { askToRegister, type ExchangeDeps, fetchConfiguration } from './registration-exchange.ts'
import type { Registry } from './registry.ts'
import { refuseTokensOfAnother } from './token-owner.ts'

// Two exchanges with the platform and the store's part.
const HELD_MS = 30 * 1000

/** Work that one process holds for a while. */
export interface Leases {
  acquire(id: string, now: Date, until: Date): Promise<boolean>
  release(id: string): Promise<void>
}

export interface SelfRegistrationDeps extends ExchangeDeps {
  readonly invitations: InvitationRepository
  readonly leases: Leases
  readonly registry: Registry
  readonly clock: Clock
  readonly allowPrivatePlatforms: boolean
}

export interface RegistrationRequest {
  readonly invite: string
  readonly configurationUrl: string
  /** The platform's, one-time. */
  readonly token?: string
}

export interface SelfRegistered {
  readonly registration: Registration
  /** Of the platform's own pages, one of which frames us now. */
  readonly origins: readonly string[]
}

/** Registration that a platform's administrator starts: https://www.imsglobal.org/spec/lti-dr/v1p0 */
export interface SelfRegistration {
  /** Uses nothing up. @throws ForbiddenError('invitation-invalid') for wrong, used and expired alike */
  findInvitation(invite: string | undefined): Promise<Invitation>
  /** Of n at once with one invitation one is done; the invitation outlives a failure. @throws AppError */
  register(request: RegistrationRequest): Promise<SelfRegistered>
}

export function createSelfRegistration(deps: SelfRegistrationDeps): SelfRegistration {
  async function findInvitation(invite: string | undefined): Promise<Invitation> {
    const id = invite !== undefined && isToken(invite) ? invitationIdOf(invite) : undefined
    const live = id ? await deps.invitations.list(deps.clock.now()) : []
    const invitation = live.find((one) => one.id === id)
    if (!invitation) throw invalidInvitation()
    return invitation
  }

  return {
    findInvitation,
    async register(request) {
      const { id } = await findInvitation(request.invite)
      const now = deps.clock.now()
      const lease = `invitation:${id}`
      if (!(await deps.leases.acquire(lease, now, new Date(now.getTime() + HELD_MS)))) {
        throw new ConflictError('invitation-in-use')
      }
      try {
        // Who held it before us may have used it up.
        return await registerWith(deps, await findInvitation(request.invite), request)
      } finally {
        await deps.leases.release(lease)
      }
    },
  }
}

async function registerWith(
  deps: SelfRegistrationDeps,
  invitation: Invitation,
  request: RegistrationRequest,
): Promise<SelfRegistered> {
  const platform = await fetchConfiguration(deps, request)
  const granted = await askToRegister(deps, platform, request.token)
  const registration = toPending(deps, { platform, granted, invitation })
  if (deps.registry.ofIssuer(registration.issuer, registration.clientId).length > 0) {
    throw new ConflictError('registration-exists')
  }
  refuseTokensOfAnother(registration, deps.registry.all())
  if (!(await deps.invitations.take(invitation.id))) throw invalidInvitation()
  await deps.registry.add(registration)
  const facts = { registrationId: registration.id, host: new URL(platform.issuer).host }
  deps.logger.info(facts, 'platform registered itself, waits for approval')
  const urls = [request.configurationUrl, platform.registrationUrl]
  return { registration, origins: urls.map((url) => new URL(url).origin) }
}

interface Found {
  readonly platform: PlatformConfiguration
  readonly granted: Granted
  readonly invitation: Invitation
}

/** School and trust are the invitation's, the rest the platform's; nothing launches before somebody approves it. */
function toPending(deps: SelfRegistrationDeps, { platform, granted, invitation }: Found) {
  const { clientId, deploymentId, grantedScopes } = granted
  const { schoolCode, trust } = invitation
  const { issuer, authUrl, tokenUrl, jwksUrl, authorizationServer } = platform
  const frame = new URL(platform.registrationUrl).origin
  const details = {
    name: new URL(platform.registrationUrl).host,
    ...{ issuer, clientId, authUrl, tokenUrl, jwksUrl, trust },
    ...(schoolCode && { schoolCode }),
    // Whoever approves the registration sees it and allows it with the rest.
    deployments: deploymentId ? [deploymentId] : [],
  }
  const registration: Registration = {
    ...toRegistration(details, deps.allowPrivatePlatforms),
    state: 'pending',
    invited: true,
    // A cloud LMS registers us at the customer's own address, which is where it frames us.
    frameOrigins: frame === new URL(issuer).origin ? [] : [frame],
    ...(authorizationServer && { authorizationServer }),
    ...(grantedScopes && { grantedScopes }),
  }
  return registration
}

function invalidInvitation(): ForbiddenError {
  return new ForbiddenError('invitation-invalid')
}
