import { calculateJwkThumbprint, exportJWK, exportPKCS8, generateKeyPair, importPKCS8 } from 'jose'

import type { Clock, Sealer } from '../runtime/index.ts'
import type { ToolKeyRepository } from './tool-key.ts'

type PrivateKey = Awaited<ReturnType<typeof importPKCS8>>
type PublicKey = Awaited<ReturnType<typeof exportJWK>>

/** Our signing key, opened once. */
export interface ToolKeys {
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

export function createToolKeys({ toolKeys, sealer, clock }: ToolKeysDeps): ToolKeys {
  let opened: Promise<SigningKey> | undefined

  async function open(): Promise<SigningKey> {
    const key = (await first()) ?? (await makeFirst())
    const privateKeyPem = sealer.open(key.sealedPrivateKey)
    return toSigningKey(key.kid, privateKeyPem)
  }

  const first = async () => (await toolKeys.list())[0]

  /** Two processes may start together on an empty store: the first key stored is everybody's. */
  async function makeFirst() {
    const { privateKey, publicKey } = await generateKeyPair('RS256', {
      modulusLength: 2048,
      extractable: true,
    })
    const kid = await calculateJwkThumbprint(await exportJWK(publicKey))
    const sealedPrivateKey = sealer.seal(await exportPKCS8(privateKey))
    const now = clock.now()
    const key = { number: 1, kid, sealedPrivateKey, createdAt: now, signsFrom: now }
    await toolKeys.add(key)
    return (await first()) ?? key
  }

  const current = () => {
    opened ??= open().catch((error: unknown) => {
      opened = undefined
      throw error
    })
    return opened
  }
  return { current, jwks: async () => ({ keys: [(await current()).publicJwk] }) }
}

async function toSigningKey(kid: string, privateKeyPem: string): Promise<SigningKey> {
  const privateKey = await importPKCS8(privateKeyPem, 'RS256', { extractable: true })
  const { kty, n, e } = await exportJWK(privateKey)
  if (kty !== 'RSA' || !n || !e) throw new Error('the stored tool key is not an RSA key')
  return { kid, privateKey, privateKeyPem, publicJwk: { kty, n, e, kid, alg: 'RS256', use: 'sig' } }
}
