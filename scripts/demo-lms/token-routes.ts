import { randomBytes } from 'node:crypto'

import express, { type Request, Router } from 'express'

import { provesTool, readSubject } from './client-assertion.ts'
import type { Lms } from './lms.ts'
import { type Parameters, readParameters } from './request-values.ts'
import { permittedScopes } from './scopes.ts'
import { paths } from './urls.ts'

const lifeInSeconds = 3600
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

type Answer = { readonly error: string } | { readonly scopes: readonly string[] }

export function tokenRoutes(lms: Lms): Router {
  const router = Router()
  const form = express.urlencoded({ extended: false, limit: '64kb' })
  router.all(
    paths.token,
    (_req, _res, next) => {
      lms.state.counters.tokenRequests += 1
      next()
    },
    lms.faults.gate('token'),
    form,
    async (req, res) => {
      const answer = await decideToken(lms, req)
      if ('error' in answer) res.status(400).json(answer)
      else res.json(issueToken(lms, answer.scopes))
    },
  )
  return router
}

async function decideToken(lms: Lms, req: Request): Promise<Answer> {
  const parameters = readParameters(req.body)
  const malformed = findMalformed(req, parameters)
  if (malformed) return { error: malformed }
  const clientFault = await findClientFault(lms, parameters['client_assertion'] ?? '')
  if (clientFault) return { error: clientFault }
  const asked = (parameters['scope'] ?? '').split(' ')
  const scopes = asked.filter((one) => permittedScopes.includes(one))
  return scopes.length > 0 ? { scopes } : { error: 'invalid_scope' }
}

async function findClientFault(lms: Lms, assertion: string): Promise<string | undefined> {
  const subject = readSubject(assertion)
  if (subject === undefined) return 'invalid_request'
  const { tool } = lms.state
  const proven = tool?.clientId === subject && (await provesTool(lms, tool, assertion))
  return proven ? undefined : 'invalid_client'
}

function findMalformed(req: Request, parameters: Parameters): string | undefined {
  const required = ['client_assertion', 'client_assertion_type', 'grant_type', 'scope']
  const complete = required.every((name) => Boolean(parameters[name]))
  if (req.method !== 'POST' || !complete) return 'invalid_request'
  const supported =
    parameters['client_assertion_type'] === assertionType &&
    parameters['grant_type'] === 'client_credentials'
  return supported ? undefined : 'unsupported_grant_type'
}

function issueToken(lms: Lms, scopes: readonly string[]): Record<string, unknown> {
  const token = randomBytes(16).toString('hex')
  const clientId = lms.state.tool?.clientId ?? ''
  const expiresAt = new Date(lms.clock.now().getTime() + lifeInSeconds * 1000)
  lms.state.accessTokens.set(token, { clientId, scopes, expiresAt })
  return {
    access_token: token,
    token_type: 'Bearer',
    expires_in: lifeInSeconds,
    scope: scopes.join(' '),
  }
}
