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
import { parseState, type State } from './handshake-state.ts'
import type { Handshake, Handshakes } from './handshakes.ts'
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

/** Turns a proven launch into a visit and sends the browser on; entry/ gives it. */
export type EnterLaunch = (launch: Launch, res: Response, admission: Admission) => Promise<void>

export interface Admission {
  /** Who keeps the visit's token: a cookie, or the page that proved the launch by storage. */
  readonly proof: Handshake['proof']
  /** Rejected where the login had its launch already; a visit that was made meanwhile must go again. */
  readonly used: Promise<void>
}

export interface LaunchDeps {
  readonly registry: Registry
  readonly handshakes: Pick<Handshakes, 'prove' | 'use'>
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
  if (params.error) {
    const claimed = parseState(params.state ?? '')
    if (claimed) noteClaimedLms(deps, res, claimed)
    throw new LaunchRejectedError('oidc-refused')
  }
  const idToken = required(params.id_token, 'id_token')
  const text = required(params.state, 'state')
  const state = readState(text)
  noteClaimedLms(deps, res, state)
  const { storageTarget } = state
  if (storageTarget !== undefined) {
    deps.pages.frameOnlyBy(res, deps.registry.framersOf(state.registrationId))
    deps.pages.proof(res, askForProof(deps, { idToken, state: text, storageTarget }))
    return
  }
  const browser = deps.browserCookie.read(req)
  if (!browser) throw new LaunchRejectedError('cookie-missing')
  await enter(deps, res, { idToken, handshake: deps.handshakes.prove(state, browser) })
}

/**
 * Only the page that `/launch` answered with gets here: it alone has both our origin and what the platform's storage
 * gave back (docs/decisions/0021-platform-storage.md).
 */
async function proveByStorage(deps: LaunchDeps, req: Request, res: Response): Promise<void> {
  if (!isFromOurPage(req, deps.launchUrl)) throw new LaunchRejectedError('cookie-missing')
  const params = readParams(req.body, PROOF_PARAMS)
  const idToken = required(params.id_token, 'id_token')
  const state = readState(required(params.state, 'state'))
  noteClaimedLms(deps, res, state)
  const secret = required(params.secret, 'secret')
  if (state.storageTarget === undefined) throw new LaunchRejectedError('cookie-missing')
  await enter(deps, res, { idToken, handshake: deps.handshakes.prove(state, secret) })
}

function readState(text: string): State {
  const state = parseState(text)
  if (!state) throw new MalformedRequestError('malformed-request', { field: 'state' })
  return state
}

/** Whose card shows a refusal: what the state claims, which whoever logs in can claim as well. */
function noteClaimedLms({ registry }: LaunchDeps, res: Response, { registrationId }: State): void {
  if (registry.byId(registrationId)) rememberLms(res, registrationId)
}

interface Entering {
  readonly idToken: string
  readonly handshake: Handshake
}

async function enter(deps: LaunchDeps, res: Response, entering: Entering): Promise<void> {
  const { idToken, handshake } = entering
  const registration = activeRegistration(deps.registry, handshake)
  await deps.loginLimit.start(registration.id, res.req.ip ?? '')
  const token = await verifyToken(idToken, registration.jwksUrl, deps.keySets)
  const claims = readClaims(token)
  rememberLms(res, registration.id, claims.iat)
  const now = deps.clock.now()
  const toleranceS = deps.clockToleranceS
  for (const check of launchChecks) check({ claims, registration, handshake, now, toleranceS })
  const launched = toLaunch(claims, registration)
  await admitDeployment(deps, launched)
  refuseUnreturnable(launched.message, deps.outbound)
  // Last, so that what is refused writes nothing; beside the visit, so that a launch waits for the store once.
  const used = deps.handshakes.use(handshake)
  // Whatever makes the visit may fail before it waits for this.
  used.catch(() => undefined)
  await deps.enterLaunch(launched, res, { proof: handshake.proof, used })
  await deps.loginLimit.finish(registration.id)
  deps.health.noteLaunch(launched)
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
