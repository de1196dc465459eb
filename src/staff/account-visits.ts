import { type Clock, createToken, hashOf } from '../runtime/index.ts'
import { type LearnerKey, visitIdOf, type VisitRepository } from '../web/index.ts'
import type { Account, AccountRepository } from './account.ts'

export interface AccountVisitsDeps {
  readonly accounts: Pick<AccountRepository, 'find'>
  readonly visits: VisitRepository
  readonly clock: Clock
}

/** Visits of people with accounts. */
export interface AccountVisits {
  /** Token for the cookie; undefined where the account changed in the meantime. */
  open(account: Account): Promise<string | undefined>
}

// A working day. It ends by itself, since officers share machines too.
const VISIT_LIFE_MS = 8 * 60 * 60 * 1000

export function createAccountVisits({ accounts, visits, clock }: AccountVisitsDeps): AccountVisits {
  return {
    async open(account) {
      const token = createToken()
      const id = visitIdOf(token)
      await visits.add({
        id,
        role: 'staff',
        counted: false,
        learnerKey: hashOf('account', account.id) as LearnerKey,
        accountId: account.id,
        expiresAt: new Date(clock.now().getTime() + VISIT_LIFE_MS),
      })
      // Who was disabled, or changed the password, between the check and the line above ended all visits but this one.
      const now = await accounts.find(account.id)
      if (now?.state === 'active' && now.passwordHash === account.passwordHash) return token
      await visits.remove(id)
      return undefined
    },
  }
}
