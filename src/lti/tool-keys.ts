import { exportJWK, importPKCS8 } from 'jose'

import type { Clock, Sealer } from '../runtime/index.ts'
import { createKeyRotation } from './key-rotation.ts'
import { type KeySeries, publishedKeys, seriesOf } from './key-series.ts'
import type { ToolKey, ToolKeyRepository } from './tool-key.ts'

type PrivateKey = Awaited<ReturnType<typeof importPKCS8>>
type PublicKey = Awaited<ReturnType<typeof exportJWK>>

// What another process rotated is seen within this time.
const FRESH_MS = 1000
// Without the store we go on for as long as the key before stays public, and no longer.
const USABLE_MS = 20 * 60 * 60 * 1000

/** Our signing keys, each opened once. */
export interface ToolKeys {
  /** The one that signs now; always one that every node publishes. */
  current(): Promise<SigningKey>
  /** What `/lti/jwks` serves: https://www.imsglobal.org/spec/security/v1p1#key-set-url */
  jwks(): Promise<{ readonly keys: readonly PublicKey[] }>
}

export interface SigningKey {
  readonly kid: string
  readonly privateKey: PrivateKey
  readonly privateKeyPem: string
  readonly publicJwk: PublicKey
}

export interface ToolKeysDeps {
  readonly toolKeys: ToolKeyRepository
  readonly sealer: Sealer
  readonly clock: Clock
}

export function createToolKeys(deps: ToolKeysDeps): ToolKeys {
  const readSeries = createSeriesReader(deps)
  const opened = new Map<string, Promise<SigningKey>>()

  function open(key: ToolKey): Promise<SigningKey> {
    const open = opened.get(key.kid) ?? toSigningKey(key, deps.sealer)
    opened.set(key.kid, open)
    return open
  }

  return {
    async current() {
      const { current } = await readSeries()
      if (!current) throw new Error('there is no key to sign with')
      return open(current)
    },
    async jwks() {
      const series = await readSeries()
      const published = publishedKeys(series)
      const kids = new Set(published.map(({ kid }) => kid))
      for (const kid of opened.keys()) if (!kids.has(kid)) opened.delete(kid)
      // A key that was sealed with a secret since dropped proves nothing any more; without the current one we are no tool.
      const keys = await Promise.allSettled(published.map(open))
      if (series.current) await open(series.current)
      return { keys: keys.filter((key) => key.status === 'fulfilled').map(toPublic) }
    },
  }
}

/** The series as the store had it a moment ago; one read at a time, however many ask. */
function createSeriesReader(deps: ToolKeysDeps): () => Promise<KeySeries> {
  const { toolKeys, clock } = deps
  const { makeFirst } = createKeyRotation(deps)
  let keys: readonly ToolKey[] = []
  let readAt = -Infinity
  let reading: Promise<void> | undefined

  async function read(): Promise<void> {
    const startedAt = clock.now().getTime()
    const found = await toolKeys.list()
    if (found.length === 0) await makeFirst()
    keys = found.length === 0 ? await toolKeys.list() : found
    readAt = startedAt
  }

  return async () => {
    const ageMs = () => clock.now().getTime() - readAt
    if (ageMs() >= FRESH_MS) {
      reading ??= read().finally(() => (reading = undefined))
      await reading.catch((error: unknown) => {
        if (ageMs() > USABLE_MS) throw error
      })
    }
    return seriesOf(keys, clock.now())
  }
}

const toPublic = ({ value }: PromiseFulfilledResult<SigningKey>) => value.publicJwk

async function toSigningKey({ kid, sealedPrivateKey }: ToolKey, sealer: Sealer) {
  const privateKeyPem = sealer.open(sealedPrivateKey)
  const privateKey = await importPKCS8(privateKeyPem, 'RS256', { extractable: true })
  const { kty, n, e } = await exportJWK(privateKey)
  if (kty !== 'RSA' || !n || !e) throw new Error('the stored tool key is not an RSA key')
  const publicJwk = { kty, n, e, kid, alg: 'RS256', use: 'sig' }
  return { kid, privateKey, privateKeyPem, publicJwk }
}
