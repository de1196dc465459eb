import { lookup as lookUp } from 'node:dns'
import type { IncomingHttpHeaders } from 'node:http'
import type { LookupFunction } from 'node:net'

import { Agent, request } from 'undici'

import { isAllowedUrl, isReachable } from './reachable-address.ts'

/** Error code, beside those of Node's network. */
const ADDRESS_NOT_ALLOWED = 'EADDRNOTALLOWED'

const TIMEOUT_MS = 3000
const MAX_BODY_BYTES = 512 * 1024

export interface OutboundResponse {
  readonly status: number
  /** Names in lower case; what came several times is joined by commas. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}

/** The one way out to platforms: time and size caps, no redirects, no private network unless configured. */
export interface Outbound {
  send(url: string, options?: OutboundRequest): Promise<OutboundResponse>
  /** @throws Error where the address must not be called; looks at the text only, lookup does the rest */
  assertAllowed(url: string | URL): void
  /**
   * Resolves a host once and refuses it where any of its addresses is not reachable for us; the connection then goes to
   * just what was judged, so a name that answers otherwise the next time (DNS rebinding) gains nothing.
   */
  readonly lookup: LookupFunction
  close(): Promise<void>
}

export interface OutboundRequest {
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface OutboundOptions {
  readonly allowPrivate: boolean
  /** Asks the name service. */
  readonly resolve?: typeof lookUp
}

export function createOutbound({ allowPrivate, resolve = lookUp }: OutboundOptions): Outbound {
  const lookup = guardedLookup(resolve, allowPrivate)
  const agent = new Agent({
    connect: { lookup, timeout: TIMEOUT_MS },
    maxResponseSize: MAX_BODY_BYTES,
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
  })
  const assertAllowed = (url: string | URL) => {
    if (!isAllowedUrl(url, allowPrivate)) throw notAllowed()
  }
  return {
    lookup,
    assertAllowed,
    async send(url, options = {}) {
      assertAllowed(url)
      // undici's own limits are per phase; the signal bounds the whole exchange.
      const signal = AbortSignal.timeout(TIMEOUT_MS)
      const answer = await request(url, { ...options, dispatcher: agent, signal })
      const headers = joined(answer.headers)
      return { status: answer.statusCode, headers, body: await answer.body.text() }
    },
    close: () => agent.close(),
  }
}

function joined(headers: IncomingHttpHeaders): OutboundResponse['headers'] {
  const texts = Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')])
  return Object.fromEntries(texts) as OutboundResponse['headers']
}

function guardedLookup(resolve: typeof lookUp, allowPrivate: boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const refused = error ?? refusalOf(addresses, allowPrivate)
      const [first] = refused ? [] : addresses
      if (refused || !first) callback(refused, '')
      else if (options.all) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }
}

function refusalOf(
  addresses: readonly { readonly address: string }[],
  allowPrivate: boolean,
): Error | null {
  const areAll = addresses.every(({ address }) => isReachable(address, allowPrivate))
  return addresses.length > 0 && areAll ? null : notAllowed()
}

function notAllowed(): Error {
  // Tells an administrator more than “unreachable”.
  return Object.assign(new Error('address not allowed'), { code: ADDRESS_NOT_ALLOWED })
}
