import { type Request, type Response, Router, urlencoded } from 'express'

import { LaunchRejectedError, UnknownPlatformError } from '../errors/index.ts'
import { createToken } from '../runtime/index.ts'
import type { BrowserCookie } from './browser-cookie.ts'
import { readStorageTarget, storageKeyOf } from './handshake-state.ts'
import type { LoginLimit } from './login-limit.ts'
import type { LtiPages, StoragePlace } from './pages.ts'
import { rememberLms } from './refusal-watch.ts'
import type { Registration } from './registration.ts'
import type { Registry } from './registry.ts'
import { type Params, readParams, required } from './request-params.ts'
import { type HandshakeDeps, startHandshake } from './start-handshake.ts'

const LOGIN_PARAMS = {
  iss: 255,
  client_id: 255,
  login_hint: 2048,
  lti_message_hint: 6000,
  lti_deployment_id: 255,
  target_link_uri: 2048,
  lti_storage_target: 255,
  /** Ours: the cookie was set by the request before this one. */
  checked: 1,
  /** Ours: this is the window that rung 3 opened. */
  window: 1,
} as const

type LoginParams = Params<typeof LOGIN_PARAMS>

export interface LoginDeps extends HandshakeDeps {
  readonly registry: Registry
  readonly loginLimit: LoginLimit
  readonly browserCookie: BrowserCookie
  readonly pages: LtiPages
  readonly loginUrl: string
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
  rememberLms(res, registration.id)
  if (registration.state !== 'active') throw new UnknownPlatformError('login-blocked-registration')
  const loginHint = required(params.login_hint, 'login_hint')
  required(params.target_link_uri, 'target_link_uri')
  const ask = { registration, loginHint, messageHint: params.lti_message_hint }
  const isTested = params.checked !== undefined || !deps.browserCookie.onlyWhileNew
  const browser = isTested ? deps.browserCookie.read(req) : undefined
  if (browser) {
    await deps.loginLimit.start(registration.id, req.ip ?? '')
    // Not res.redirect(): the body that it negotiates is read by nobody, and logins come by the thousand.
    res
      .status(303)
      .location(startHandshake(deps, { ...ask, browser }).url)
      .end()
  } else if (params.checked) await goWithoutCookie(deps, { req, res, params, ask })
  else {
    deps.browserCookie.set(res)
    res.status(303).location(checkedLoginUrl(deps.loginUrl, params)).end()
  }
}

/** Without client id only where there is no choice (lti.md W9). */
function findRegistration(registry: Registry, params: LoginParams): Registration {
  const issuer = required(params.iss, 'iss')
  const [registration, ...others] = registry.ofIssuer(issuer, params.client_id)
  if (!registration || others.length > 0) {
    throw new UnknownPlatformError('login-unknown-registration')
  }
  return registration
}

function checkedLoginUrl(loginUrl: string, params: LoginParams): string {
  return `${loginUrl}?${new URLSearchParams({ ...params, checked: '1' }).toString()}`
}

interface Ask {
  readonly registration: Registration
  readonly loginHint: string
  readonly messageHint: string | undefined
}

interface Cookieless {
  readonly req: Request
  readonly res: Response
  readonly params: LoginParams
  readonly ask: Ask
}

/**
 * Rung 2 where the platform has storage, on a page that turns into rung 3 by itself: the same login again, but top
 * level, where our cookie is first-party.
 */
async function goWithoutCookie(deps: LoginDeps, { req, res, params, ask }: Cookieless) {
  const isTopLevel = params.window !== undefined || req.get('sec-fetch-dest') === 'document'
  if (isTopLevel) throw new LaunchRejectedError('cookies-blocked')
  const storageTarget = readStorageTarget(params.lti_storage_target)
  const platformOrigin = new URL(ask.registration.authUrl).origin
  deps.pages.frameOnlyBy(res, deps.registry.framersOf(ask.registration.id))
  deps.pages.newWindow(res, {
    action: deps.loginUrl,
    fields: fieldsFor(params),
    platformOrigin,
    ...(storageTarget !== undefined && {
      storage: await putWithPlatform(deps, { req, ask, storageTarget, platformOrigin }),
    }),
  })
}

function fieldsFor({ checked: _checked, ...params }: LoginParams) {
  return Object.entries({ ...params, window: '1' }).map(([name, value]) => ({ name, value }))
}

interface Put extends Pick<Cookieless, 'req' | 'ask'> {
  readonly storageTarget: string
  readonly platformOrigin: string
}

/** The secret is in no address and in no token: only this page and the platform's storage hold it. */
async function putWithPlatform(deps: LoginDeps, { req, ask, storageTarget, platformOrigin }: Put) {
  await deps.loginLimit.start(ask.registration.id, req.ip ?? '')
  const secret = createToken()
  const { state, url } = startHandshake(deps, { ...ask, browser: secret, storageTarget })
  const place: StoragePlace = { storageTarget, platformOrigin, key: storageKeyOf(state) }
  return { ...place, secret, nextUrl: url }
}
