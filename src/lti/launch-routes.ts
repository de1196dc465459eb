import { type Request, type Response, Router, urlencoded } from 'express'

import {
  LaunchRejectedError,
  MalformedRequestError,
  UnknownPlatformError,
} from '../errors/index.ts'
import { type Clock, isToken, type Logger } from '../runtime/index.ts'
import type { BrowserCookie } from './browser-cookie.ts'
import { launchChecks } from './checks/index.ts'
import { refuseUnreturnable } from './deep-linking.ts'
import {
  browserHashOf,
  type Handshake,
  handshakeIdOf,
  type HandshakeRepository,
} from './handshake.ts'
import type { KeySets } from './key-sets.ts'
import type { Launch } from './launch.ts'
import { readClaims } from './launch-claims.ts'
import type { LoginLimit } from './login-limit.ts'
import type { Outbound } from './outbound.ts'
import type { Registration } from './registration.ts'
import type { Registry } from './registry.ts'
import { readParams, required } from './request-params.ts'
import { toLaunch } from './to-launch.ts'
import { verifyToken } from './verify-token.ts'

const LAUNCH_PARAMS = { id_token: 60_000, state: 255, error: 255 } as const

/** Turns a proven launch into a visit and sends the browser on; entry/ gives it. */
export type EnterLaunch = (launch: Launch, res: Response) => Promise<void>

export interface LaunchDeps {
  readonly registry: Registry
  readonly handshakes: HandshakeRepository
  readonly loginLimit: LoginLimit
  readonly keySets: KeySets
  readonly browserCookie: BrowserCookie
  readonly enterLaunch: EnterLaunch
  readonly outbound: Pick<Outbound, 'assertAllowed'>
  readonly clock: Clock
  readonly clockToleranceS: number
  readonly logger: Logger
}

/**
 * The one redirect URI: https://www.imsglobal.org/spec/security/v1p1#step-3-authentication-response.
 * A launch without its cookie may be a stolen one, so it is always refused (lti.md §7).
 */
export function launchRoutes(deps: LaunchDeps): Router {
  const router = Router()
  const form = urlencoded({ extended: false, limit: '128kb', parameterLimit: 50 })
  router.post('/launch', form, (req, res) => launch(deps, req, res))
  router.all('/launch', () => {
    throw new MalformedRequestError('malformed-request', { field: 'method' })
  })
  return router
}

async function launch(deps: LaunchDeps, req: Request, res: Response): Promise<void> {
  const params = readParams(req.body, LAUNCH_PARAMS)
  if (params.error) throw new LaunchRejectedError('oidc-refused')
  const token = required(params.id_token, 'id_token')
  const handshake = await takeHandshake(deps, required(params.state, 'state'), req)
  const registration = activeRegistration(deps.registry, handshake)
  const claims = readClaims(await verifyToken(token, registration.jwksUrl, deps.keySets))
  const now = deps.clock.now()
  const toleranceS = deps.clockToleranceS
  for (const check of launchChecks) check({ claims, registration, handshake, now, toleranceS })
  const proven = toLaunch(claims, registration)
  await deps.loginLimit.finish(registration.id)
  await admitDeployment(deps, proven)
  refuseUnreturnable(proven.message, deps.outbound)
  await deps.enterLaunch(proven, res)
}

/** Used up by looking at it, whatever comes of it (lti.md W6, W9). */
async function takeHandshake(deps: LaunchDeps, state: string, req: Request): Promise<Handshake> {
  if (!isToken(state)) throw new MalformedRequestError('malformed-request', { field: 'state' })
  const browser = deps.browserCookie.read(req)
  if (!browser) throw new LaunchRejectedError('cookie-missing')
  const handshake = await deps.handshakes.take(handshakeIdOf(state))
  const isLive = handshake !== undefined && handshake.expiresAt > deps.clock.now()
  if (!isLive || handshake.browserHash !== browserHashOf(browser)) {
    throw new LaunchRejectedError('state-unknown')
  }
  return handshake
}

function activeRegistration(registry: Registry, handshake: Handshake): Registration {
  const registration = registry.byId(handshake.registrationId)
  if (registration?.state !== 'active') throw new UnknownPlatformError('login-blocked-registration')
  return registration
}

/** Deployments are allow-listed: an unknown one waits for an administrator (lti.md W11). */
async function admitDeployment(deps: LaunchDeps, { registration, deploymentId }: Launch) {
  const known = registration.deployments.find(({ id }) => id === deploymentId)
  if (known?.state === 'allowed') return
  if (known?.state === 'blocked') throw new UnknownPlatformError('deployment-blocked')
  if (!known) {
    await deps.registry.noteDeployment(registration.id, deploymentId)
    deps.logger.warn({ registrationId: registration.id, deploymentId }, 'deployment waits')
  }
  throw new UnknownPlatformError('deployment-waiting', { deployment: deploymentId })
}
