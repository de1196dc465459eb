import { randomBytes } from 'node:crypto'

import type { Lms } from './lms.ts'
import { isRecord } from './request-values.ts'
import { permittedScopes } from './scopes.ts'
import type { DemoTool, ToolRegistration } from './state.ts'

const toolConfiguration = 'https://purl.imsglobal.org/spec/lti-tool-configuration'
const tokenLifeInMs = 60 * 60 * 1000

/** A tool registers with it once, within the hour (Moodle: mod/lti/classes/local/ltiopenid). */
export function issueRegistrationToken(lms: Lms): string {
  const token = randomBytes(24).toString('base64url')
  const expiresAt = new Date(lms.clock.now().getTime() + tokenLifeInMs)
  lms.state.registrationTokens.set(token, { expiresAt, used: false })
  return token
}

/** What Moodle answers with where the token is no good; undefined where it is. */
export function findTokenFault(lms: Lms, token: string): string | undefined {
  const known = lms.state.registrationTokens.get(token)
  if (known?.used) return 'token_already_used'
  return known && known.expiresAt > lms.clock.now() ? undefined : 'invalid_token'
}

type Decision = { readonly error: string } | { readonly registration: ToolRegistration }

/** What Moodle's registration_helper wants of a tool, each of it. */
export function decideRegistration(lms: Lms, raw: unknown): Decision {
  const asked = isRecord(raw) ? raw : {}
  const error = faults.find(({ holds }) => holds(asked))?.error
  if (error) return { error }
  const configuration = configurationOf(asked)
  const scopes = textOf(asked['scope']).split(' ')
  const tool: DemoTool = {
    name: textOf(asked['client_name']),
    clientId: randomBytes(11).toString('base64url'),
    deploymentId: String(lms.state.nextToolId++),
    loginUrl: textOf(asked['initiate_login_uri']),
    redirectUris: textsOf(asked['redirect_uris']),
    jwksUrl: textOf(asked['jwks_uri']),
    targetLinkUri: textOf(configuration['target_link_uri']),
    claims: textsOf(configuration['claims']),
  }
  const granted = scopes.filter((scope) => permittedScopes.includes(scope))
  return { registration: { tool, scopes: granted, asked } }
}

/** Moodle answers with the whole registration, and its own ids in it. */
export function registrationAnswer({ tool, scopes, asked }: ToolRegistration): object {
  return {
    ...asked,
    client_id: tool.clientId,
    scope: scopes.join(' '),
    [toolConfiguration]: { ...configurationOf(asked), deployment_id: tool.deploymentId },
  }
}

type Asked = Readonly<Record<string, unknown>>

interface Fault {
  readonly error: string
  readonly holds: (asked: Asked) => boolean
}

const faults: readonly Fault[] = [
  {
    error: 'missing_response_type_id_token',
    holds: (asked) => !textsOf(asked['response_types']).includes('id_token'),
  },
  {
    error: 'unsupported_token_endpoint_auth_method',
    holds: (asked) => asked['token_endpoint_auth_method'] !== 'private_key_jwt',
  },
  { error: 'missing_client_name', holds: (asked) => textOf(asked['client_name']) === '' },
  { error: 'missing_initiate_login_uri', holds: (asked) => !isUrl(asked['initiate_login_uri']) },
  { error: 'missing_jwks_uri', holds: (asked) => !isUrl(asked['jwks_uri']) },
  {
    error: 'missing_redirect_uris',
    holds: (asked) => {
      const uris = textsOf(asked['redirect_uris'])
      return uris.length === 0 || !uris.every(isUrl)
    },
  },
  {
    error: 'domain_targetlinkuri_mismatch',
    holds: (asked) => {
      const { domain, target_link_uri: target } = configurationOf(asked)
      return !isUrl(target) || domain !== new URL(target).host
    },
  },
]

function configurationOf(asked: Asked): Asked {
  const configuration = asked[toolConfiguration]
  return isRecord(configuration) ? configuration : {}
}

function isUrl(value: unknown): value is string {
  return typeof value === 'string' && URL.canParse(value)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}
