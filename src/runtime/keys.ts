import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'

import { hashOf, lengthPrefixed } from './ids.ts'

const KEY_BYTES = 32
const IV_BYTES = 12
const TAG_BYTES = 16
const FORMAT = 'v1'

/** One secret serves several purposes; HKDF keeps their keys apart. 256 bits. */
export function deriveKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'la-chan', purpose, KEY_BYTES))
}

/** Authenticated encryption of short texts. */
export interface Sealer {
  seal(plain: string): string
  /** @throws Error when the text was not sealed with one of our keys for this purpose */
  open(sealed: string): string
}

/**
 * AES-256-GCM; a sealed text is `v1.<key fingerprint>.<iv, cipher text and tag in base64url>`. The first secret seals,
 * every one opens, so a secret can be replaced without losing what is stored.
 */
export function createSealer(secrets: readonly string[], purpose: string): Sealer {
  const keys = secrets.map((secret) => deriveKey(secret, `seal:${purpose}`))
  const byFingerprint = new Map(keys.map((key) => [fingerprintOf(key), createSecretKey(key)]))
  const [current] = byFingerprint
  if (!current) throw new Error('a sealer needs a secret')
  const [fingerprint, currentKey] = current
  return {
    seal: (plain) => `${FORMAT}.${fingerprint}.${encrypt(currentKey, plain)}`,
    open(sealed) {
      const [format, fingerprint, body] = sealed.split('.')
      const key = byFingerprint.get(fingerprint ?? '')
      if (format !== FORMAT || !key || !body) throw new Error('sealed with a key that is not here')
      return decrypt(key, body)
    },
  }
}

/** Tells secrets apart and gives none away. */
export function fingerprintOfSecret(secret: string): string {
  return fingerprintOf(deriveKey(secret, 'fingerprint'))
}

function fingerprintOf(key: Buffer): string {
  return hashOf('fingerprint', key.toString('base64url')).slice(0, 8)
}

function encrypt(key: KeyObject, plain: string): string {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return Buffer.concat([iv, text, cipher.getAuthTag()]).toString('base64url')
}

function decrypt(key: KeyObject, body: string): string {
  const bytes = Buffer.from(body, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES))
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  const text = decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES))
  return Buffer.concat([text, decipher.final()]).toString('utf8')
}

/** Keyed one-way function over separate parts: 256 bits as 43 characters of base64url. */
export type Mac = (...parts: readonly string[]) => string

export function createMac(key: Buffer): Mac {
  // Given as bytes it would be made into a key at every call, which takes longer than the function itself.
  const secret = createSecretKey(key)
  return (...parts) =>
    createHmac('sha256', secret).update(parts.map(lengthPrefixed).join('')).digest('base64url')
}
