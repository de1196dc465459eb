import { createHash, randomBytes } from 'node:crypto'

const TOKEN_BYTES = 32

/** Unguessable, 256 bits as 43 characters of base64url. */
export function createToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url')
}

/** Exactly the form that createToken gives; everything else from outside is refused unread. */
export function isToken(value: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(value)
}

/** Short id for people to read out over the phone: 10 characters without look-alikes. */
export function createErrorId(): string {
  const alphabet = '23456789abcdefghjkmnpqrstuvwxyz'
  return Array.from(randomBytes(10), (byte) => alphabet.charAt(byte % alphabet.length)).join('')
}

/**
 * One id from several parts. Each part is length-prefixed, so ('ab', 'c') and ('a', 'bc') differ (lti.md W29).
 * 256 bits as 43 characters of base64url.
 */
export function hashOf(...parts: readonly string[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(lengthPrefixed(part))
  return hash.digest('base64url')
}

export function lengthPrefixed(part: string): string {
  return `${Buffer.byteLength(part)}:${part}`
}
