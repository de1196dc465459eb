import type { VisitRepository } from '../web/index.ts'
import type { Account, AccountRepository } from './account.ts'
import type { AccountVisits } from './account-visits.ts'
import type { PasswordHasher } from './password-hasher.ts'
import { type PasswordProblem, passwordProblemOf } from './password-rules.ts'
import type { SignInGate } from './sign-in-gate.ts'
import type { SignInLinkRepository } from './sign-in-link.ts'

export interface PasswordsDeps {
  readonly accounts: AccountRepository
  readonly accountVisits: AccountVisits
  readonly visits: Pick<VisitRepository, 'removeOfAccount'>
  readonly signInLinks: Pick<SignInLinkRepository, 'removeOfAccount'>
  readonly gate: SignInGate
  readonly hasher: PasswordHasher
}

export interface PasswordChange {
  readonly account: Account
  readonly password: string
  readonly again: string
  /** The old one; not needed by who just came by a link, or has none yet. */
  readonly current: string
  readonly isProven: boolean
}

export type ChangeProblem = PasswordProblem | 'current' | 'wait'

export interface Passwords {
  /** Ends every visit of the account and gives a token for a new one; or says what is wrong. */
  change(
    change: PasswordChange,
  ): Promise<{ readonly token?: string; readonly problem?: ChangeProblem }>
}

export function createPasswords(deps: PasswordsDeps): Passwords {
  const { accounts, gate, hasher } = deps

  async function problemOf(change: PasswordChange): Promise<ChangeProblem | undefined> {
    const { id, email, passwordHash } = change.account
    const broken = passwordProblemOf({ ...change, email })
    if (broken || change.isProven) return broken
    // Whoever finds an open browser must not try out passwords here either; strangers at the door count for themselves.
    if (await gate.enter(id)) return 'wait'
    if (!(await hasher.isRight(change.current, passwordHash))) return 'current'
    await gate.forget(id)
    return undefined
  }

  return {
    async change(change) {
      const problem = await problemOf(change)
      if (problem) return { problem }
      const { account } = change
      const passwordHash = await hasher.hash(change.password)
      const changed = { ...account, passwordHash, revision: account.revision + 1 }
      await accounts.replace(changed)
      await deps.visits.removeOfAccount(account.id)
      await deps.signInLinks.removeOfAccount(account.id)
      const token = await deps.accountVisits.open(changed)
      return token === undefined ? {} : { token }
    },
  }
}
