import { type Clock, createToken } from '../runtime/index.ts'
import { browserHashOf, handshakeIdOf, type HandshakeRepository, nonceHashOf } from './handshake.ts'
import { createState } from './handshake-state.ts'
import type { HealthRecorder } from './platform-health-recorder.ts'
import type { Registration } from './registration.ts'

// A school's slow line and Moodle's extra "repost" page must fit in (lti.md W5).
const HANDSHAKE_LIFE_MS = 10 * 60 * 1000

export interface HandshakeDeps {
  readonly handshakes: HandshakeRepository
  readonly health: Pick<HealthRecorder, 'noteLogin'>
  readonly clock: Clock
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

/** Remembers one login. */
export async function startHandshake(deps: HandshakeDeps, start: Start): Promise<Started> {
  const { registration, browser, storageTarget } = start
  const state = createState({ ...(storageTarget !== undefined && { storageTarget }) })
  const nonce = createToken()
  await deps.handshakes.add({
    id: handshakeIdOf(state),
    nonceHash: nonceHashOf(nonce),
    browserHash: browserHashOf(browser),
    proof: storageTarget === undefined ? 'cookie' : 'storage',
    registrationId: registration.id,
    expiresAt: new Date(deps.clock.now().getTime() + HANDSHAKE_LIFE_MS),
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
