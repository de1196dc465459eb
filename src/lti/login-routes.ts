import { type Request, type Response, Router, urlencoded } from 'express'

import { LaunchRejectedError, UnknownPlatformError } from '../errors/index.ts'
import { type Clock, createToken } from '../runtime/index.ts'
import type { BrowserCookie } from './browser-cookie.ts'
import { browserHashOf, handshakeIdOf, type HandshakeRepository, nonceHashOf } from './handshake.ts'
import type { LoginLimit } from './login-limit.ts'
import type { LtiPages } from './pages.ts'
import type { Registration } from './registration.ts'
import type { Registry } from './registry.ts'
import { type Params, readParams, required } from './request-params.ts'

// A school's slow line and Moodle's extra "repost" page must fit in (lti.md W5).
const HANDSHAKE_LIFE_MS = 10 * 60 * 1000

const LOGIN_PARAMS = {
  iss: 255,
  client_id: 255,
  login_hint: 2048,
  lti_message_hint: 6000,
  lti_deployment_id: 255,
  target_link_uri: 2048,
  checked: 1,
} as const

type LoginParams = Params<typeof LOGIN_PARAMS>

export interface LoginDeps {
  readonly registry: Registry
  readonly handshakes: HandshakeRepository
  readonly loginLimit: LoginLimit
  readonly browserCookie: BrowserCookie
  readonly pages: LtiPages
  readonly clock: Clock
  readonly loginUrl: string
  readonly launchUrl: string
}

/**
 * OIDC third-party login initiation by GET and POST: https://www.imsglobal.org/spec/security/v1p1#step-1-third-party-initiated-login
 *
 * The cookie is tested before the platform is asked: the platform's hint works once, so it must not be spent in a frame
 * where our cookie never comes back (lti.md §7).
 */
export function loginRoutes(deps: LoginDeps): Router {
  const router = Router()
  const form = urlencoded({ extended: false, limit: '32kb', parameterLimit: 50 })
  router.get('/login', (req, res) => login(deps, req, res))
  router.post('/login', form, (req, res) => login(deps, req, res))
  return router
}

async function login(deps: LoginDeps, req: Request, res: Response): Promise<void> {
  const params = readParams(req.method === 'POST' ? req.body : req.query, LOGIN_PARAMS)
  const registration = findRegistration(deps.registry, params)
  required(params.login_hint, 'login_hint')
  required(params.target_link_uri, 'target_link_uri')
  const isTested = params.checked !== undefined || !deps.browserCookie.onlyWhileNew
  const browser = isTested ? deps.browserCookie.read(req) : undefined
  if (browser) {
    await deps.loginLimit.start(registration.id, req.ip ?? '')
    res.redirect(303, await startHandshake(deps, { registration, params, browser }))
  } else if (params.checked) offerNewWindow(deps, { req, res, params, registration })
  else {
    deps.browserCookie.set(res)
    res.redirect(303, checkedLoginUrl(deps.loginUrl, params))
  }
}

/** Without client id only where there is no choice (lti.md W9); the state is fail-closed (W18). */
function findRegistration(registry: Registry, params: LoginParams): Registration {
  const issuer = required(params.iss, 'iss')
  const [registration, ...others] = registry.ofIssuer(issuer, params.client_id)
  if (!registration || others.length > 0) {
    throw new UnknownPlatformError('login-unknown-registration')
  }
  if (registration.state !== 'active') throw new UnknownPlatformError('login-blocked-registration')
  return registration
}

interface Start {
  readonly registration: Registration
  readonly params: LoginParams
  readonly browser: string
}

/** Remembers one login and gives the platform's address with our question. */
async function startHandshake(deps: LoginDeps, { registration, params, browser }: Start) {
  const state = createToken()
  const nonce = createToken()
  await deps.handshakes.add({
    id: handshakeIdOf(state),
    nonceHash: nonceHashOf(nonce),
    browserHash: browserHashOf(browser),
    proof: 'cookie',
    registrationId: registration.id,
    expiresAt: new Date(deps.clock.now().getTime() + HANDSHAKE_LIFE_MS),
  })
  return authenticationUrl(registration, {
    scope: 'openid',
    response_type: 'id_token',
    response_mode: 'form_post',
    prompt: 'none',
    client_id: registration.clientId,
    redirect_uri: deps.launchUrl,
    login_hint: params.login_hint,
    lti_message_hint: params.lti_message_hint,
    state,
    nonce,
  })
}

/** https://www.imsglobal.org/spec/security/v1p1#step-2-authentication-request; hints go back unchanged. */
function authenticationUrl(
  registration: Registration,
  parameters: Readonly<Record<string, string | undefined>>,
): string {
  const url = new URL(registration.authUrl)
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) url.searchParams.set(name, value)
  }
  return url.href
}

function checkedLoginUrl(loginUrl: string, params: LoginParams): string {
  return `${loginUrl}?${new URLSearchParams({ ...params, checked: '1' }).toString()}`
}

interface Offer {
  readonly req: Request
  readonly res: Response
  readonly params: LoginParams
  readonly registration: Registration
}

/** Rung 3: the same login again, but top level, where our cookie is first-party. */
function offerNewWindow(deps: LoginDeps, { req, res, params, registration }: Offer): void {
  if (req.get('sec-fetch-dest') === 'document') throw new LaunchRejectedError('cookies-blocked')
  const fields = Object.entries(params)
    .filter(([name]) => name !== 'checked')
    .map(([name, value]) => ({ name, value }))
  deps.pages.newWindow(res, {
    action: deps.loginUrl,
    fields,
    platformOrigin: new URL(registration.authUrl).origin,
  })
}
