import { compactVerify, decodeProtectedHeader } from 'jose'

import { notProven } from './checks/check.ts'
import type { KeySets } from './key-sets.ts'

type Payload = Readonly<Record<string, unknown>>

/**
 * The payload of a token signed by this platform. RS256 with a key id and nothing else; `jwk`, `jku` and `x5u` of the
 * header are not looked at (https://www.imsglobal.org/spec/security/v1p1#id-token).
 * @throws LaunchRejectedError, PlatformUnavailableError
 */
export async function verifyToken(
  token: string,
  jwksUrl: string,
  keySets: KeySets,
): Promise<Payload> {
  const kid = readKeyId(token)
  const key = await keySets.find(jwksUrl, kid)
  if (!key) throw notProven('key-is-the-platforms')
  return readPayload(await verify(token, key))
}

function readPayload(bytes: Uint8Array): Payload {
  try {
    const payload: unknown = JSON.parse(new TextDecoder().decode(bytes))
    if (typeof payload === 'object' && payload !== null) return payload as Payload
  } catch {
    // The parser's message quotes the text, which may be a person's: not a cause for the log.
    throw notProven('payload-is-json')
  }
  throw notProven('payload-is-an-object')
}

function readKeyId(token: string): string {
  const header = readHeader(token)
  if (header?.alg !== 'RS256') throw notProven('algorithm-is-rs256')
  if (typeof header.kid !== 'string' || header.kid === '') throw notProven('key-is-named')
  return header.kid
}

function readHeader(token: string) {
  try {
    return decodeProtectedHeader(token)
  } catch {
    return undefined
  }
}

async function verify(token: string, key: NonNullable<Awaited<ReturnType<KeySets['find']>>>) {
  try {
    const { payload } = await compactVerify(token, key, { algorithms: ['RS256'] })
    return payload
  } catch (error) {
    throw notProven('signature-holds', error)
  }
}
