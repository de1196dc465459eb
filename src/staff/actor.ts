import type { SchoolId } from '../schools/index.ts'
import type { LearnerKey } from '../web/index.ts'
import type { AccountId, Grant } from './account.ts'

/** Signed in here; `grants` are those that hold today. */
export interface AccountActor {
  readonly kind: 'account'
  readonly accountId: AccountId
  readonly name: string
  readonly email: string
  readonly grants: readonly Grant[]
}

/** Staff as an LMS says; `schoolId` is the school of the course, absent while it is unassigned. */
export interface LtiTeacher {
  readonly kind: 'lti-teacher'
  readonly personKey: LearnerKey
  readonly schoolId?: SchoolId
}

/** Whoever sends a request, as far as rights go. */
export type Actor =
  AccountActor | LtiTeacher | { readonly kind: 'learner' } | { readonly kind: 'nobody' }
