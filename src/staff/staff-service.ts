import { NotFoundError } from '../errors/index.ts'
import { type Clock, createToken, dayOf } from '../runtime/index.ts'
import type { VisitRepository } from '../web/index.ts'
import {
  type Account,
  type AccountId,
  type AccountRepository,
  emailOf,
  type Grant,
} from './account.ts'
import { apiTokenIdOf, type ApiTokenRepository, createApiTokenText } from './api-token.ts'
import { toAccount } from './new-account.ts'
import { signInLinkIdOf, type SignInLinkRepository } from './sign-in-link.ts'

export interface StaffServiceDeps {
  readonly accounts: AccountRepository
  readonly signInLinks: SignInLinkRepository
  readonly apiTokens: ApiTokenRepository
  readonly visits: Pick<VisitRepository, 'removeOfAccount'>
  readonly clock: Clock
}

export interface NewAccount {
  readonly email: string
  readonly name: string
  readonly grant: Grant
}

/** What administrators do with accounts; the command line and the pages both come here. */
export interface StaffService {
  /** @throws ConflictError('account-exists') */
  add(account: NewAccount): Promise<Account>
  list(): Promise<readonly Account[]>
  /** @throws NotFoundError('account-not-found') */
  get(id: string): Promise<Account>
  /** @throws NotFoundError('account-not-found') */
  getByEmail(email: string): Promise<Account>
  /** Token of a link that signs in once within the hour. */
  createLink(account: Account): Promise<string>
  createApiToken(account: Account, days: number): Promise<string>
  addGrant(account: Account, grant: Grant): Promise<Account>
  /** From today on it gives nothing; the record of it stays. */
  endGrant(account: Account, grant: Grant): Promise<Account>
  /** Ends every visit, link and token of the account at once. */
  disable(account: Account): Promise<void>
  enable(account: Account): Promise<void>
}

const LINK_LIFE_MS = 60 * 60 * 1000
const DAY_MS = 24 * 60 * 60 * 1000

export function createStaffService(deps: StaffServiceDeps): StaffService {
  const { accounts, clock } = deps

  async function change(before: Account, changes: Partial<Account>): Promise<Account> {
    const after = { ...before, ...changes, revision: before.revision + 1 }
    await accounts.replace(after)
    return after
  }

  return {
    async add(draft) {
      const account = toAccount(draft)
      await accounts.add(account)
      return account
    },
    list: () => accounts.list(),
    get: async (id) => found(await accounts.find(id as AccountId)),
    getByEmail: async (email) => found(await accounts.findByEmail(emailOf(email))),
    addGrant: (account, grant) => change(account, { grants: [...account.grants, grant] }),
    endGrant: (account, grant) => change(account, { grants: without(account, grant, clock.now()) }),
    async disable(account) {
      if (account.state === 'active') await change(account, { state: 'disabled' })
      await deps.visits.removeOfAccount(account.id)
      await deps.signInLinks.removeOfAccount(account.id)
      await deps.apiTokens.removeOfAccount(account.id)
    },
    async enable(account) {
      if (account.state === 'disabled') await change(account, { state: 'active' })
    },
    ...createSecrets(deps),
  }
}

function createSecrets({ signInLinks, apiTokens, clock }: StaffServiceDeps) {
  const inMs = (ms: number) => new Date(clock.now().getTime() + ms)
  return {
    async createLink(account: Account): Promise<string> {
      const token = createToken()
      const id = signInLinkIdOf(token)
      await signInLinks.add({ id, accountId: account.id, expiresAt: inMs(LINK_LIFE_MS) })
      return token
    },
    async createApiToken(account: Account, days: number): Promise<string> {
      const token = createApiTokenText()
      const id = apiTokenIdOf(token)
      const life = { createdAt: clock.now(), expiresAt: inMs(days * DAY_MS) }
      if (id) await apiTokens.add({ id, accountId: account.id, ...life })
      return token
    },
  }
}

/** It held until yesterday, if it was not over before; one that had not held a day goes without a trace. */
function without({ grants }: Account, ended: Grant, now: Date): readonly Grant[] {
  const yesterday = dayOf(new Date(now.getTime() - DAY_MS))
  return grants.flatMap((grant) => {
    const isOver = grant.to !== undefined && grant.to <= yesterday
    if (isOver || !isSame(grant, ended)) return [grant]
    return grant.from <= yesterday ? [{ ...grant, to: yesterday }] : []
  })
}

function isSame(one: Grant, other: Grant): boolean {
  return grantKeyOf(one) === grantKeyOf(other)
}

/** Names one grant of an account in a form. */
export function grantKeyOf({ role, areaId, schoolId, from, to }: Grant): string {
  return [role, areaId, schoolId, from, to].join(' ')
}

function found(account: Account | undefined): Account {
  if (!account) throw new NotFoundError('account-not-found')
  return account
}
