import { type Clock, dayOf } from '../runtime/index.ts'
import type { SchoolId } from '../schools/index.ts'
import type { Visit, VisitOrigin } from '../web/index.ts'
import { type AccountId, type AccountRepository, grantsOn } from './account.ts'

export interface SchoolOfStaffDeps {
  readonly accounts: Pick<AccountRepository, 'find'>
  /** The school of an LMS course. */
  readonly schoolOf: (origin: VisitOrigin) => Promise<SchoolId | undefined>
  readonly clock: Clock
}

export type SchoolOfStaff = (visit: Visit) => Promise<SchoolId | undefined>

export function createSchoolOfStaff(deps: SchoolOfStaffDeps): SchoolOfStaff {
  const { accounts, schoolOf, clock } = deps
  return async ({ origin, accountId }) => {
    if (origin) return schoolOf(origin)
    const account =
      accountId === undefined ? undefined : await accounts.find(accountId as AccountId)
    const grants = account ? grantsOn(account, dayOf(clock.now())) : []
    return grants.find(({ schoolId }) => schoolId !== undefined)?.schoolId
  }
}
