import type { Day } from '../../src/runtime/index.ts'
import type { Account, AccountActor, AccountId, Grant } from '../../src/staff/index.ts'
import { aSchool } from './a-school.ts'

export const A_DAY = '2026-09-01' as Day

/** The principal of aSchool(), for the whole of the school year. */
export function aGrant(overrides: Partial<Grant> = {}): Grant {
  const { role = 'principal', schoolId, areaId } = overrides
  const isOwn = role === 'principal' && schoolId === undefined && areaId === undefined
  return { role, ...(isOwn && { schoolId: aSchool().id }), from: A_DAY, ...overrides }
}

export function anAccount(overrides: Partial<Account> = {}): Account {
  return {
    id: 'account-1' as AccountId,
    email: 'lan@truong.example',
    name: 'Nguyễn Thị Lan',
    grants: [aGrant()],
    state: 'active',
    revision: 1,
    ...overrides,
  }
}

/** An account with these grants, all of which hold today. */
export function anActor(...grants: readonly Partial<Grant>[]): AccountActor {
  const { id, name, email } = anAccount()
  return { kind: 'account', accountId: id, name, email, grants: grants.map(aGrant) }
}
