import { hash, randomFillSync } from 'node:crypto'

const TOKEN_BYTES = 32

// One call of the generator for many ids: each costs more than what is done with its bytes.
const pool = Buffer.alloc(4096)
let used = pool.length

/** Bytes that nobody else gets; copied, and forgotten in the pool. */
function takeRandom(count: number): Buffer {
  if (used + count > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const taken = Buffer.from(pool.subarray(used, used + count))
  pool.fill(0, used, used + count)
  used += count
  return taken
}

/** Unguessable, 256 bits as 43 characters of base64url. */
export function createToken(): string {
  return takeRandom(TOKEN_BYTES).toString('base64url')
}

/** Exactly the form that createToken gives; everything else from outside is refused unread. */
export function isToken(value: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(value)
}

/** Letters and digits that nobody takes for one another. */
export const READABLE = '23456789abcdefghjkmnpqrstuvwxyz'

/** Short id for people to read out or type: random, without look-alikes. */
export function createReadable(length: number): string {
  return Array.from(takeRandom(length), (byte) => READABLE.charAt(byte % READABLE.length)).join('')
}

/** For people to read out over the phone. */
export function createErrorId(): string {
  return createReadable(10)
}

/**
 * One id from several parts. Each part is length-prefixed, so ('ab', 'c') and ('a', 'bc') differ (lti.md W29).
 * 256 bits as 43 characters of base64url.
 */
export function hashOf(...parts: readonly string[]): string {
  return hash('sha256', parts.map(lengthPrefixed).join(''), 'base64url')
}

export function lengthPrefixed(part: string): string {
  return `${Buffer.byteLength(part)}:${part}`
}
