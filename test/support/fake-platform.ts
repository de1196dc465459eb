import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'

export interface PlatformKey {
  readonly kid: string
  readonly privateKey: Awaited<ReturnType<typeof generateKeyPair>>['privateKey']
  readonly jwk: JWK
}

let keyCount = 0

export async function aPlatformKey(): Promise<PlatformKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
  const kid = `key-${(keyCount += 1)}`
  return {
    kid,
    privateKey,
    jwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' },
  }
}

// Making an RSA key takes a tenth of a second; most tests need any one key.
let usualKey: Promise<PlatformKey> | undefined

interface Asked {
  readonly method: string
  /** Path and query. */
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

type Answer = (request: Asked) => Reply | 'hang'

export interface Reply {
  readonly status: number
  readonly body?: string
  readonly headers?: Record<string, string>
}

/** The server side of a platform, on loopback: each path answers as the test wishes. */
export interface FakePlatform {
  readonly url: string
  readonly key: PlatformKey
  /** Requests by path. */
  readonly hits: Map<string, number>
  answer(path: string, answer: Answer): void
  sign(claims: object, key?: PlatformKey): Promise<string>
  stop(): Promise<void>
}

export async function startFakePlatform(): Promise<FakePlatform> {
  usualKey ??= aPlatformKey()
  const key = await usualKey
  const answers = new Map<string, Answer>()
  const hits = new Map<string, number>()
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? ''
    hits.set(path, (hits.get(path) ?? 0) + 1)
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      const { method = '', url = '', headers } = request
      const reply = answers.get(path)?.({ method, url, headers, body }) ?? { status: 404 }
      if (reply === 'hang') return
      response.writeHead(reply.status, reply.headers).end(reply.body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const platform: FakePlatform = {
    url,
    key,
    hits,
    answer: (path, answer) => void answers.set(path, answer),
    sign: (claims, signer = key) => signToken(claims, signer),
    stop: () => stop(server),
  }
  platform.answer('/jwks', () => ({ status: 200, body: JSON.stringify({ keys: [key.jwk] }) }))
  return platform
}

export function signToken(claims: object, { kid, privateKey }: PlatformKey): Promise<string> {
  return new SignJWT({ ...claims })
    .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid })
    .sign(privateKey)
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => {
    server.close(() => {
      resolve()
    })
  })
}
