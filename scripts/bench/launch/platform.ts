// The server side of an LMS, in a process of its own: a signing key and its slow key set.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'

import { exportJWK, generateKeyPair } from 'jose'

import { serveRole } from '../worker.ts'
import { SIGNING_KEY_ID } from './launch-token.ts'
import type { PlatformRole } from './roles.ts'

const HOST = '127.0.0.1'
const KEY_SET_LATENCY_MS = 40

const fetches = new Map<string, number>()

serveRole<PlatformRole>({
  async start() {
    const pair = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true })
    const publicKey = await exportJWK(pair.publicKey)
    const key = { ...publicKey, kid: SIGNING_KEY_ID, alg: 'RS256', use: 'sig' }
    const port = await serveKeySet(JSON.stringify({ keys: [key] }))
    return { issuer: `http://${HOST}:${port}`, signingKey: await exportJWK(pair.privateKey) }
  },
  keySetFetches: () => Promise.resolve(Object.fromEntries(fetches)),
})

async function serveKeySet(keySet: string): Promise<number> {
  const server = createServer((request, response) => {
    const reader = request.url?.split('/').at(-1) ?? ''
    fetches.set(reader, (fetches.get(reader) ?? 0) + 1)
    void setTimeout(KEY_SET_LATENCY_MS).then(() => {
      response.setHeader('content-type', 'application/json').end(keySet)
    })
  })
  server.listen(0, HOST)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}
