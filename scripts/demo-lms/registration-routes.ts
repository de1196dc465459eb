import express, { type Request, type Response, Router } from 'express'

import type { Lms } from './lms.ts'
import { decideRegistration, findTokenFault, registrationAnswer } from './registration.ts'
import { permittedScopes } from './scopes.ts'
import { paths } from './urls.ts'

/** What a tool speaks with while it registers: Moodle's openid-configuration.php and openid-registration.php. */
export function registrationRoutes(lms: Lms): Router {
  const router = Router()
  const gate = lms.faults.gate('registration')
  router.get(paths.configuration, gate, (_req, res) => {
    res.json(openidConfiguration(lms))
  })
  router.post(paths.registration, gate, express.json({ limit: '64kb' }), (req, res) => {
    register(lms, req, res)
  })
  return router
}

function register(lms: Lms, req: Request, res: Response): void {
  const token = /^Bearer (.+)$/.exec(req.get('authorization') ?? '')?.[1] ?? ''
  const fault = findTokenFault(lms, token)
  if (fault) {
    res.status(401).type('text').send(fault)
    return
  }
  const decision = decideRegistration(lms, req.body)
  if ('error' in decision) {
    res.status(400).type('text').send(decision.error)
    return
  }
  const { registration } = decision
  lms.state.registrationTokens.set(token, { expiresAt: lms.clock.now(), used: true })
  lms.state.pendingTools.push(registration)
  res.json(registrationAnswer(registration))
}

function openidConfiguration({ urls }: Lms): object {
  return {
    issuer: urls.base,
    token_endpoint: urls.token,
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['RS256'],
    jwks_uri: urls.jwks,
    authorization_endpoint: urls.auth,
    registration_endpoint: urls.registration,
    scopes_supported: [...permittedScopes, 'openid'],
    response_types_supported: ['id_token'],
    subject_types_supported: ['public', 'pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    claims_supported: ['sub', 'iss', 'name', 'given_name', 'family_name', 'email'],
    'https://purl.imsglobal.org/spec/lti-platform-configuration': {
      product_family_code: 'moodle',
      version: '4.5.6 (Build: 20250811)',
      messages_supported: [
        { type: 'LtiResourceLinkRequest' },
        { type: 'LtiDeepLinkingRequest', placements: ['ContentArea'] },
      ],
      variables: ['Context.id', 'CourseSection.sourcedId', 'Person.sourcedId'],
    },
  }
}
