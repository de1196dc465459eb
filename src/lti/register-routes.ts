import { type Request, type Response, Router } from 'express'

import { InvalidInputError, MalformedRequestError } from '../errors/index.ts'
import type { LtiPages } from './pages.ts'
import { isAllowedUrl } from './reachable-address.ts'
import { readParams } from './request-params.ts'
import {
  createSelfRegistration,
  type SelfRegistration,
  type SelfRegistrationDeps,
} from './self-registration.ts'

const REGISTER_PARAMS = {
  invite: 255,
  openid_configuration: 2048,
  registration_token: 4096,
} as const

// https://www.rfc-editor.org/rfc/rfc6750#section-2.1
const BEARER = /^[\w.~+/-]+=*$/

export interface RegisterDeps extends SelfRegistrationDeps {
  readonly pages: LtiPages
}

interface Parts extends Pick<RegisterDeps, 'pages' | 'allowPrivatePlatforms'> {
  readonly selfRegistration: SelfRegistration
}

/** Registration initiation: https://www.imsglobal.org/spec/lti-dr/v1p0#registration-initiation-request */
export function registerRoutes(deps: RegisterDeps): Router {
  const parts = { ...deps, selfRegistration: createSelfRegistration(deps) }
  const router = Router()
  router.get('/register', (req, res) => register(parts, req, res))
  return router
}

async function register(deps: Parts, req: Request, res: Response): Promise<void> {
  const { selfRegistration, pages } = deps
  const params = readParams(req.query, REGISTER_PARAMS)
  const { invite = '', registration_token: token } = params
  await selfRegistration.findInvitation(invite)
  const configurationUrl = configurationUrlOf(deps, params.openid_configuration)
  if (token !== undefined && !BEARER.test(token)) {
    throw new MalformedRequestError('malformed-request', { field: 'registration_token' })
  }
  // The LMS frames us before it is registered, so that its administrator can read why it was not.
  const configurationOrigin = new URL(configurationUrl).origin
  pages.frameOnlyBy(res, [configurationOrigin])
  const request = { invite, configurationUrl, ...(token !== undefined && { token }) }
  const { registration, origins } = await selfRegistration.register(request)
  pages.frameOnlyBy(res, [...new Set([configurationOrigin, ...origins])])
  pages.registered(res, registration)
}

function configurationUrlOf(deps: Parts, url: string | undefined): string {
  if (url === undefined) throw new InvalidInputError('registration-opened-directly')
  if (!URL.canParse(url) || !isAllowedUrl(url, deps.allowPrivatePlatforms)) {
    throw new InvalidInputError('registration-address-refused', { field: 'openid_configuration' })
  }
  return url
}
