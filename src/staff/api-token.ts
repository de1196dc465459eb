import { type Brand, createToken, hashOf, isToken } from '../runtime/index.ts'
import type { AccountId } from './account.ts'

/** SHA-256 of the token; the token itself is nowhere stored. */
export type ApiTokenId = Brand<'ApiTokenId'>

/** Lets another system of the department act with the rights of an account. */
export interface ApiToken {
  readonly id: ApiTokenId
  readonly accountId: AccountId
  readonly createdAt: Date
  readonly expiresAt: Date
}

export interface ApiTokenRepository {
  add(token: ApiToken): Promise<void>
  /** Only a token that has not expired at `now`. */
  find(id: ApiTokenId, now: Date): Promise<ApiToken | undefined>
  removeOfAccount(accountId: AccountId): Promise<void>
  sweep(now: Date): Promise<number>
}

// Tells scanners of leaked secrets, and people, what they have found.
const PREFIX = 'lachan_'

export function createApiTokenText(): string {
  return `${PREFIX}${createToken()}`
}

/** Undefined for anything that we never made. */
export function apiTokenIdOf(text: string): ApiTokenId | undefined {
  const token = text.startsWith(PREFIX) ? text.slice(PREFIX.length) : ''
  return isToken(token) ? (hashOf('api-token', token) as ApiTokenId) : undefined
}
