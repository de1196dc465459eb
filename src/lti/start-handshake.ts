import type { Handshakes } from './handshakes.ts'
import type { HealthRecorder } from './platform-health-recorder.ts'
import type { Registration } from './registration.ts'

export interface HandshakeDeps {
  readonly handshakes: Pick<Handshakes, 'begin'>
  readonly health: Pick<HealthRecorder, 'noteLogin'>
  readonly launchUrl: string
}

export interface Start {
  readonly registration: Registration
  readonly loginHint: string
  readonly messageHint: string | undefined
  /** What only this browser will hold. */
  readonly browser: string
  /** Given where the browser holds it in the platform's storage, in place of a cookie of ours. */
  readonly storageTarget?: string
}

export interface Started {
  readonly state: string
  /** The platform's address with our question. */
  readonly url: string
}

export function startHandshake(deps: HandshakeDeps, start: Start): Started {
  const { registration, browser, storageTarget } = start
  const { state, nonce } = deps.handshakes.begin({
    registrationId: registration.id,
    browser,
    ...(storageTarget !== undefined && { storageTarget }),
  })
  deps.health.noteLogin(registration.id)
  const url = authenticationUrl(registration, {
    scope: 'openid',
    response_type: 'id_token',
    response_mode: 'form_post',
    prompt: 'none',
    client_id: registration.clientId,
    redirect_uri: deps.launchUrl,
    login_hint: start.loginHint,
    lti_message_hint: start.messageHint,
    state,
    nonce,
  })
  return { state, url }
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
