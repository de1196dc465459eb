import { InvalidInputError } from '../errors/index.ts'
import { hashOf } from '../runtime/index.ts'
import { isAllowedUrl, isPlainAddress } from './reachable-address.ts'
import type {
  PlatformId,
  Registration,
  RegistrationId,
  TrustedSchoolClaim,
} from './registration.ts'

/** What an administrator knows of an LMS: the fields of its "tool details". */
export interface PlatformDetails {
  readonly name: string
  readonly issuer: string
  readonly clientId: string
  readonly authUrl: string
  readonly tokenUrl: string
  readonly jwksUrl: string
  readonly deployments: readonly string[]
  readonly schoolCode?: string
  readonly trust: readonly TrustedSchoolClaim[]
}

/**
 * A registration with deterministic ids. Registrations of one issuer whose keys come from one host are one platform:
 * self-hosted Canvas sites may share the issuer, not the host (lti.md §8.3).
 * @throws InvalidInputError('platform-address-refused')
 */
export function toRegistration(details: PlatformDetails, allowPrivate: boolean): Registration {
  for (const field of ['authUrl', 'tokenUrl', 'jwksUrl'] as const) {
    const url = details[field]
    if (!isPlainAddress(url) || !URL.canParse(url) || !isAllowedUrl(url, allowPrivate)) {
      throw new InvalidInputError('platform-address-refused', { field })
    }
  }
  const { deployments, ...rest } = details
  const keyHost = new URL(details.jwksUrl).host
  return {
    ...rest,
    id: shortHash('registration', details.issuer, details.clientId) as RegistrationId,
    platformId: shortHash('platform', details.issuer, keyHost) as PlatformId,
    state: 'active',
    frameOrigins: [],
    countsMembers: false,
    invited: false,
    deployments: deployments.map((id) => ({ id, state: 'allowed' })),
  }
}

// Administrators type these ids; 72 bits do not collide among some thousand registrations. A leading dash would be
// taken for an option.
function shortHash(...parts: readonly string[]): string {
  return hashOf(...parts)
    .replace(/[-_]/g, 'x')
    .slice(0, 12)
}
