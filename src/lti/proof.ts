import type { Request } from 'express'
import { decodeJwt } from 'jose'

import { MalformedRequestError, UnknownPlatformError } from '../errors/index.ts'
import { formOriginsOf } from './deep-linking.ts'
import { storageKeyOf } from './handshake-state.ts'
import { type LaunchClaims, readClaims } from './launch-claims.ts'
import type { ProofPage } from './pages.ts'
import type { Registration } from './registration.ts'
import type { Registry } from './registry.ts'

export interface ProofDeps {
  readonly registry: Pick<Registry, 'ofIssuer'>
  readonly launchUrl: string
}

interface Unproven {
  readonly idToken: string
  readonly state: string
  readonly storageTarget: string
}

/**
 * A launch of a login that was kept in platform storage: not believed, not even its handshake touched. The page asks
 * the platform that the token claims to be from; if the claim is a lie, the token fails its checks later on, and the
 * page never holds a visit.
 */
export function askForProof({ registry, launchUrl }: ProofDeps, unproven: Unproven): ProofPage {
  const claims = unverifiedClaims(unproven.idToken)
  const registration = registrationClaimed(registry, claims)
  return {
    ...unproven,
    action: new URL('proof', launchUrl).href,
    key: storageKeyOf(unproven.state),
    platformOrigin: new URL(registration.authUrl).origin,
    formOrigins: formOriginsOf(textOf(claims.deepLinking['deep_link_return_url']), registration),
  }
}

function registrationClaimed(registry: ProofDeps['registry'], claims: LaunchClaims): Registration {
  const audiences = [claims.aud].flat().filter((one) => typeof one === 'string')
  const [registration] = audiences
    .flatMap((clientId) => registry.ofIssuer(textOf(claims.iss), clientId))
    .filter(({ state }) => state === 'active')
  if (!registration) throw new UnknownPlatformError('login-unknown-registration')
  return registration
}

/** Nobody has signed it: it may be of any shape. */
function textOf(claim: unknown): string {
  return typeof claim === 'string' ? claim : ''
}

function unverifiedClaims(idToken: string): LaunchClaims {
  try {
    return readClaims(decodeJwt(idToken))
  } catch {
    throw new MalformedRequestError('malformed-request', { field: 'id_token' })
  }
}

/** Of a post that browsers let no other page make: they name the sender's origin with every one. */
export function isFromOurPage(req: Request, ourUrl: string): boolean {
  return req.get('origin') === new URL(ourUrl).origin
}
