import { type Request, type Response, Router, urlencoded } from 'express'

import {
  LaunchRejectedError,
  MalformedRequestError,
  UnknownPlatformError,
} from '../errors/index.ts'
import type { Clock, Logger } from '../runtime/index.ts'
import type { BrowserCookie } from './browser-cookie.ts'
import { launchChecks } from './checks/index.ts'
import { refuseUnreturnable } from './deep-linking.ts'
import {
  browserHashOf,
  type Handshake,
  handshakeIdOf,
  type HandshakeRepository,
} from './handshake.ts'
import { parseState } from './handshake-state.ts'
import type { KeySets } from './key-sets.ts'
import type { Launch } from './launch.ts'
import { readClaims } from './launch-claims.ts'
import type { LoginLimit } from './login-limit.ts'
import type { Outbound } from './outbound.ts'
import type { LtiPages } from './pages.ts'
import type { HealthRecorder } from './platform-health-recorder.ts'
import { askForProof, isFromOurPage } from './proof.ts'
import { rememberLms } from './refusal-watch.ts'
import type { Registration } from './registration.ts'
import type { Registry } from './registry.ts'
import { readParams, required } from './request-params.ts'
import { toLaunch } from './to-launch.ts'
import { verifyToken } from './verify-token.ts'

const LAUNCH_PARAMS = { id_token: 60_000, state: 255, error: 255 } as const
const PROOF_PARAMS = { id_token: 60_000, state: 255, secret: 255 } as const

/**
 * Turns a proven launch into a visit and sends the browser on; entry/ gives it. The proof says who keeps the visit's
 * token: a cookie, or the page that proved the launch by storage.
 */
export type EnterLaunch = (
  launch: Launch,
  res: Response,
  proof: Handshake['proof'],
) => Promise<void>

export interface LaunchDeps {
  readonly registry: Registry
  readonly handshakes: HandshakeRepository
  readonly loginLimit: LoginLimit
  readonly keySets: KeySets
  readonly health: Pick<HealthRecorder, 'noteLaunch'>
  readonly browserCookie: BrowserCookie
  readonly pages: LtiPages
  readonly launchUrl: string
  readonly enterLaunch: EnterLaunch
  readonly outbound: Pick<Outbound, 'assertAllowed'>
  readonly clock: Clock
  readonly clockToleranceS: number
  readonly logger: Logger
}

/**
 * The one redirect URI: https://www.imsglobal.org/spec/security/v1p1#step-3-authentication-response.
 * A launch without its proof may be a stolen one, so it is always refused (lti.md §7).
 */
export function launchRoutes(deps: LaunchDeps): Router {
  const router = Router()
  const form = urlencoded({ extended: false, limit: '128kb', parameterLimit: 50 })
  router.post('/launch', form, (req, res) => launch(deps, req, res))
  router.post('/proof', form, (req, res) => proveByStorage(deps, req, res))
  router.all(['/launch', '/proof'], () => {
    throw new MalformedRequestError('malformed-request', { field: 'method' })
  })
  return router
}

async function launch(deps: LaunchDeps, req: Request, res: Response): Promise<void> {
  const params = readParams(req.body, LAUNCH_PARAMS)
  if (params.error) throw new LaunchRejectedError('oidc-refused')
  const idToken = required(params.id_token, 'id_token')
  const state = required(params.state, 'state')
  const storageTarget = storageTargetOf(state)
  if (storageTarget !== undefined) {
    deps.pages.proof(res, askForProof(deps, { idToken, state, storageTarget }))
    return
  }
  const browser = deps.browserCookie.read(req)
  if (!browser) throw new LaunchRejectedError('cookie-missing')
  await enter(deps, res, { idToken, state, browser, proof: 'cookie' })
}

/**
 * Only the page that `/launch` answered with gets here: it alone has both our origin and what the platform's storage
 * gave back (docs/decisions/0021-platform-storage.md).
 */
async function proveByStorage(deps: LaunchDeps, req: Request, res: Response): Promise<void> {
  if (!isFromOurPage(req, deps.launchUrl)) throw new LaunchRejectedError('cookie-missing')
  const params = readParams(req.body, PROOF_PARAMS)
  const idToken = required(params.id_token, 'id_token')
  const state = required(params.state, 'state')
  const browser = required(params.secret, 'secret')
  if (storageTargetOf(state) === undefined) throw new LaunchRejectedError('cookie-missing')
  await enter(deps, res, { idToken, state, browser, proof: 'storage' })
}

function storageTargetOf(text: string): string | undefined {
  const state = parseState(text)
  if (!state) throw new MalformedRequestError('malformed-request', { field: 'state' })
  return state.storageTarget
}

interface Proven {
  readonly idToken: string
  readonly state: string
  /** What only the browser of the login holds. */
  readonly browser: string
  readonly proof: Handshake['proof']
}

async function enter(deps: LaunchDeps, res: Response, proven: Proven): Promise<void> {
  const handshake = await takeHandshake(deps, res, proven)
  const registration = activeRegistration(deps.registry, handshake)
  const token = await verifyToken(proven.idToken, registration.jwksUrl, deps.keySets)
  const claims = readClaims(token)
  rememberLms(res, registration.id, claims.iat)
  const now = deps.clock.now()
  const toleranceS = deps.clockToleranceS
  for (const check of launchChecks) check({ claims, registration, handshake, now, toleranceS })
  const launched = toLaunch(claims, registration)
  await deps.loginLimit.finish(registration.id)
  await admitDeployment(deps, launched)
  refuseUnreturnable(launched.message, deps.outbound)
  deps.health.noteLaunch(launched)
  await deps.enterLaunch(launched, res, handshake.proof)
}

/** Used up by looking at it, whatever comes of it (lti.md W6, W9). */
async function takeHandshake(deps: LaunchDeps, res: Response, proven: Proven): Promise<Handshake> {
  const handshake = await deps.handshakes.take(handshakeIdOf(proven.state))
  if (handshake) rememberLms(res, handshake.registrationId)
  const isLive = handshake !== undefined && handshake.expiresAt > deps.clock.now()
  const isProven =
    handshake?.proof === proven.proof && handshake.browserHash === browserHashOf(proven.browser)
  if (!isLive || !isProven) throw new LaunchRejectedError('state-unknown')
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
