import { SignJWT } from 'jose'

import { type Clock, createToken } from '../runtime/index.ts'
import type { Outbound } from './outbound.ts'
import type { Registration } from './registration.ts'
import type { ToolKeys } from './tool-keys.ts'

const ASSERTION_LIFE_S = 60
const UNKNOWN_LIFE_S = 300
// Only the first part of a token's life is used: clocks differ and requests take time (lti.md W27).
const USED_SHARE = 0.8

/** Shape that ltijs's service classes read. */
export interface AccessToken {
  readonly token_type: string
  readonly access_token: string
}

export interface AccessTokens {
  /** @throws PlatformAnswerError, or the transport's error */
  get(registration: Registration, scope: string): Promise<AccessToken>
  /** After a 401: the next get asks the platform again. */
  drop(registration: Registration, scope: string): void
}

/** The platform answered, but not with what was asked for. */
export class PlatformAnswerError extends Error {
  override readonly name = 'PlatformAnswerError'
  readonly status: number

  constructor(status: number) {
    super(`platform answered ${status}`)
    this.status = status
  }
}

export interface AccessTokensDeps {
  readonly outbound: Outbound
  readonly toolKeys: ToolKeys
  readonly clock: Clock
}

interface Held {
  readonly asked: Promise<AccessToken>
  /** Milliseconds; unknown until the platform has answered. */
  useUntil: number
}

/** https://www.imsglobal.org/spec/security/v1p1#using-json-web-tokens-with-oauth-2-0-client-credentials-grant */
export function createAccessTokens(deps: AccessTokensDeps): AccessTokens {
  const held = new Map<string, Held>()
  const keyOf = (registration: Registration, scope: string) => `${registration.id} ${scope}`

  function ask(registration: Registration, scope: string): Promise<AccessToken> {
    const key = keyOf(registration, scope)
    const answer = requestToken(deps, registration, scope)
    const asking: Held = { asked: answer.then(({ token }) => token), useUntil: Infinity }
    held.set(key, asking)
    answer.then(
      ({ useUntil }) => {
        asking.useUntil = useUntil
      },
      () => held.delete(key),
    )
    return asking.asked
  }

  return {
    // Nothing is awaited before the look: many scores at once share one request.
    get(registration, scope) {
      const known = held.get(keyOf(registration, scope))
      const isUsable = known !== undefined && known.useUntil > deps.clock.now().getTime()
      return isUsable ? known.asked : ask(registration, scope)
    },
    drop: (registration, scope) => void held.delete(keyOf(registration, scope)),
  }
}

async function requestToken(deps: AccessTokensDeps, registration: Registration, scope: string) {
  const askedAt = deps.clock.now().getTime()
  const { status, body } = await deps.outbound.send(registration.tokenUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
      'user-agent': 'la-chan',
    },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await signAssertion(deps, registration),
      scope,
    }).toString(),
  })
  if (status !== 200) throw new PlatformAnswerError(status)
  return { token: parseToken(body), useUntil: askedAt + usedLifeMs(body) }
}

async function signAssertion({ toolKeys, clock }: AccessTokensDeps, registration: Registration) {
  const { kid, privateKey } = await toolKeys.current()
  const nowS = Math.floor(clock.now().getTime() / 1000)
  return new SignJWT()
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
    .setIssuer(registration.clientId)
    .setSubject(registration.clientId)
    .setAudience(registration.authorizationServer ?? registration.tokenUrl)
    .setIssuedAt(nowS)
    .setExpirationTime(nowS + ASSERTION_LIFE_S)
    .setJti(createToken())
    .sign(privateKey)
}

function parseToken(body: string): AccessToken {
  const { access_token } = JSON.parse(body) as { access_token?: unknown }
  if (typeof access_token !== 'string') throw new Error('token answer has no access_token')
  return { token_type: 'Bearer', access_token }
}

function usedLifeMs(body: string): number {
  const { expires_in } = JSON.parse(body) as { expires_in?: unknown }
  const lifeS = Number(expires_in)
  return (lifeS > 0 ? lifeS : UNKNOWN_LIFE_S) * 1000 * USED_SHARE
}
