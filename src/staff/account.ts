import type { Brand, Day } from '../runtime/index.ts'
import type { AreaId, SchoolId } from '../schools/index.ts'
import type { Role } from './role.ts'

export type AccountId = Brand<'AccountId'>

/** One role at one place; neither area nor school: the whole province. */
export interface Grant {
  readonly role: Role
  readonly areaId?: AreaId
  readonly schoolId?: SchoolId
  readonly from: Day
  /** The last day on which it holds. */
  readonly to?: Day
}

/** An adult who acts for a school or the department; the name is kept, since a report says who attested. */
export interface Account {
  readonly id: AccountId
  /** Lower case; unique. */
  readonly email: string
  readonly name: string
  /** Absent until the person has chosen a password. */
  readonly passwordHash?: string
  readonly grants: readonly Grant[]
  readonly state: 'active' | 'disabled'
  readonly revision: number
}

/** As it is stored and looked for. */
export function emailOf(typed: string): string {
  return typed.normalize('NFC').trim().toLowerCase()
}

/** A grant that has not begun or that ended gives nothing. */
export function grantsOn({ grants }: Pick<Account, 'grants'>, day: Day): readonly Grant[] {
  return grants.filter(({ from, to }) => from <= day && (to === undefined || day <= to))
}

export interface AccountRepository {
  /** @throws ConflictError('account-exists') where the e-mail has an account */
  add(account: Account): Promise<void>
  find(id: AccountId): Promise<Account | undefined>
  findByEmail(email: string): Promise<Account | undefined>
  /** In the order of their e-mails. */
  list(): Promise<readonly Account[]>
  /** @throws ConflictError('account-changed') unless the stored record stands one revision before */
  replace(account: Account): Promise<void>
}
