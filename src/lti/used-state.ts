import { type Brand, hashOf } from '../runtime/index.ts'

export type UsedStateId = Brand<'UsedStateId'>

/**
 * Which logins had their launch. A login itself leaves nothing behind (handshakes.ts), so a flood of them costs the
 * store nothing. May be lost in a power cut: a state is of use to its own browser only, and for minutes.
 */
export interface UsedStateRepository {
  /** Of n callers at once with one id exactly one gets true, and nobody ever after. */
  use(id: UsedStateId, expiresAt: Date): Promise<boolean>
  sweep(now: Date): Promise<number>
}

export const usedStateIdOf = (id: string) => hashOf('state', id) as UsedStateId
