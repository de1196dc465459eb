import type { JWK } from 'jose'

/** A platform's public keys as they were last had. */
export interface KeySet {
  readonly url: string
  readonly keys: readonly JWK[]
  readonly fetchedAt: Date
}

/** Keeps the last good key set over a restart, so that launches go on while the LMS's key address is down. */
export interface KeySetRepository {
  find(url: string): Promise<KeySet | undefined>
  save(keySet: KeySet): Promise<void>
}
