import { lookup as resolve } from 'node:dns'
import type { IncomingHttpHeaders } from 'node:http'
import type { LookupFunction } from 'node:net'

import ipaddr from 'ipaddr.js'
import { Agent, request } from 'undici'

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
  /** Resolves a host and refuses private addresses; the connection then goes to just that address. */
  readonly lookup: LookupFunction
  close(): Promise<void>
}

export interface OutboundRequest {
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export function createOutbound({ allowPrivate }: { readonly allowPrivate: boolean }): Outbound {
  const lookup = allowPrivate ? resolveAny : resolvePublic
  const agent = new Agent({
    connect: { lookup, timeout: TIMEOUT_MS },
    maxResponseSize: MAX_BODY_BYTES,
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
  })
  const assertAllowed = (url: string | URL) => {
    if (!isAllowed(new URL(url), allowPrivate)) throw new Error('address not allowed')
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

function isAllowed(url: URL, allowPrivate: boolean): boolean {
  if (url.username || url.password) return false
  if (allowPrivate) return url.protocol === 'https:' || url.protocol === 'http:'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return url.protocol === 'https:' && (!ipaddr.isValid(host) || isPublic(host))
}

/** Anything but ordinary public addresses: loopback, link-local, private, mapped, reserved … are "not public". */
export function isPublic(address: string): boolean {
  return ipaddr.process(address).range() === 'unicast'
}

const resolveAny: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, options, callback)
}

const resolvePublic: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    const refused = error ?? refusalOf(addresses)
    const [first] = refused ? [] : addresses
    if (refused || !first) callback(refused, '')
    else if (options.all) callback(null, addresses)
    else callback(null, first.address, first.family)
  })
}

function refusalOf(addresses: readonly { readonly address: string }[]): Error | null {
  const allPublic = addresses.length > 0 && addresses.every(({ address }) => isPublic(address))
  return allPublic ? null : new Error('address not allowed')
}
