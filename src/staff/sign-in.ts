import type { Clock, Logger, Mac } from '../runtime/index.ts'
import { isSameSecret, isToken } from '../runtime/index.ts'
import { type Visit, visitIdOf } from '../web/index.ts'
import { type Account, type AccountRepository, emailOf } from './account.ts'
import type { AccountVisits } from './account-visits.ts'
import type { PasswordHasher } from './password-hasher.ts'
import type { SignInGate } from './sign-in-gate.ts'
import { signInLinkIdOf, type SignInLinkRepository } from './sign-in-link.ts'

export interface SignInDeps {
  readonly accounts: AccountRepository
  readonly accountVisits: AccountVisits
  readonly signInLinks: SignInLinkRepository
  readonly gate: SignInGate
  readonly hasher: PasswordHasher
  readonly formMac: Mac
  readonly clock: Clock
  readonly logger: Logger
}

export interface SignedIn {
  readonly outcome: 'signed-in'
  /** For the visit's cookie. */
  readonly token: string
  readonly account: Account
}

export type SignInOutcome =
  SignedIn | { readonly outcome: 'refused' } | { readonly outcome: 'wait'; readonly until: Date }

/** What somebody typed. */
export interface Tried {
  readonly email: string
  readonly password: string
  /** The e-mail's own name in the count of tries, or that of a browser that is known for it. */
  readonly countedUnder: (email: string) => string
}

export interface SignIn {
  withPassword(tried: Tried): Promise<SignInOutcome>
  /** Uses the link up. */
  withLink(token: string): Promise<SignInOutcome>
  isLinkOpen(token: string): Promise<boolean>
  /** Proves on the password page that this visit came by a link, so the old password need not be known. */
  linkProofOf(visit: Pick<Visit, 'id'>, account: Account): string
  isLinkProof(proof: string, visit: Visit, account: Account): boolean
}

const REFUSED = { outcome: 'refused' } as const

export function createSignIn(deps: SignInDeps): SignIn {
  const { accounts, signInLinks, gate, hasher, clock } = deps

  async function open(account: Account): Promise<SignInOutcome> {
    const token = await deps.accountVisits.open(account)
    if (token === undefined) return REFUSED
    deps.logger.info({ accountId: account.id }, 'signed in')
    return { outcome: 'signed-in', token, account }
  }

  /** Bound to the password as it was: a link changes it once. */
  function linkProofOf({ id }: Pick<Visit, 'id'>, { passwordHash = '' }: Account): string {
    return deps.formMac('signed-in-by-link', id, passwordHash)
  }

  return {
    async withPassword({ email, password, countedUnder }) {
      const address = emailOf(email)
      const counted = countedUnder(address)
      const until = await gate.enter(counted)
      if (until) return { outcome: 'wait', until }
      const account = await accounts.findByEmail(address)
      const isRight = await hasher.isRight(password, account?.passwordHash)
      if (!isRight || account?.state !== 'active') return REFUSED
      await gate.forget(counted)
      return open(account)
    },
    async withLink(token) {
      const link = isToken(token) && (await signInLinks.take(signInLinkIdOf(token)))
      if (!link || link.expiresAt <= clock.now()) return REFUSED
      const account = await accounts.find(link.accountId)
      return account?.state === 'active' ? open(account) : REFUSED
    },
    async isLinkOpen(token) {
      const id = signInLinkIdOf(token)
      return isToken(token) && (await signInLinks.find(id, clock.now())) !== undefined
    },
    linkProofOf,
    isLinkProof: (proof, visit, account) => isSameSecret(proof, linkProofOf(visit, account)),
  }
}

/** The visit that a token opens. */
export function visitOf(token: string): Pick<Visit, 'id'> {
  return { id: visitIdOf(token) }
}
