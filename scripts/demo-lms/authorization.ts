import { type LaunchOrder } from './launch-claims.ts'
import { isRecord, type Parameters, parseJson } from './request-values.ts'
import { type SignedIn, takeLaunch } from './sessions.ts'
import type { DemoTool, PendingLaunch } from './state.ts'

/**
 * What Moodle's auth.php decides about an authentication request.
 * `refused`: an error page of the LMS, since the redirect address cannot be trusted.
 * `error`: an OAuth error, posted to the redirect address.
 */
export type Decision =
  | { readonly kind: 'refused' }
  | { readonly kind: 'error'; readonly error: string; readonly description?: string }
  | { readonly kind: 'granted'; readonly order: LaunchOrder }

const required = ['scope', 'response_type', 'client_id', 'redirect_uri', 'login_hint', 'nonce']

export function decideAuthorization(
  tool: DemoTool | undefined,
  signedIn: SignedIn,
  parameters: Parameters,
): Decision {
  const launch = isWellFormed(parameters) ? findLaunch(signedIn, parameters) : undefined
  const redirectUri = parameters['redirect_uri'] ?? ''
  if (!tool || !launch || !tool.redirectUris.includes(redirectUri)) return { kind: 'refused' }
  const fault = findFault(tool, signedIn, parameters)
  if (fault) return { kind: 'error', ...fault }
  const nonce = parameters['nonce'] ?? ''
  return { kind: 'granted', order: { tool, signedIn, launch, nonce } }
}

function isWellFormed(parameters: Parameters): boolean {
  const complete = required.every((name) => Boolean(parameters[name]))
  return complete && parameters['scope'] === 'openid' && parameters['response_type'] === 'id_token'
}

function findLaunch({ session }: SignedIn, parameters: Parameters): PendingLaunch | undefined {
  const messageHint = parameters['lti_message_hint']
  const hint = parseJson(messageHint)
  if (!isRecord(hint) || typeof hint['launchid'] !== 'string') return undefined
  const launch = takeLaunch(session, hint['launchid'])
  return launch?.messageHint === messageHint ? launch : undefined
}

interface Fault {
  readonly error: string
  readonly description?: string
}

function findFault(tool: DemoTool, who: SignedIn, parameters: Parameters): Fault | undefined {
  if (parameters['client_id'] !== tool.clientId) return { error: 'unauthorized_client' }
  if (parameters['login_hint'] !== who.person.id) return { error: 'access_denied' }
  if (parameters['response_mode'] !== 'form_post') {
    return { error: 'invalid_request', description: 'Invalid response_mode' }
  }
  if (!['', 'none'].includes(parameters['prompt'] ?? '')) {
    return { error: 'invalid_request', description: 'Invalid prompt' }
  }
  return undefined
}
