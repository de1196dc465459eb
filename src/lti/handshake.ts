import { type Brand, hashOf } from '../runtime/index.ts'
import type { RegistrationId } from './registration.ts'

export type HandshakeId = Brand<'HandshakeId'>

/** What a login leaves behind for its one launch. Only hashes: a copy of the store forges nothing. */
export interface Handshake {
  readonly id: HandshakeId
  readonly nonceHash: string
  /** Of what only this browser holds: a cookie of ours, or what it put into the platform's storage. */
  readonly browserHash: string
  readonly proof: 'cookie' | 'storage'
  readonly registrationId: RegistrationId
  readonly expiresAt: Date
}

/** Handshakes may be lost in a power cut: a person opens the activity again. */
export interface HandshakeRepository {
  add(handshake: Handshake): Promise<void>
  /** Deletes exactly this one and gives it back; of n callers at once exactly one gets it. */
  take(id: HandshakeId): Promise<Handshake | undefined>
  sweep(now: Date): Promise<number>
}

export const handshakeIdOf = (state: string) => hashOf('state', state) as HandshakeId
export const nonceHashOf = (nonce: string) => hashOf('nonce', nonce)
export const browserHashOf = (browser: string) => hashOf('browser', browser)
