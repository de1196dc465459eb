import { type Brand, hashOf } from '../runtime/index.ts'

/** SHA-256 of the token in the cookie; the token itself is nowhere stored. */
export type VisitId = Brand<'VisitId'>

/** Pseudonym of one person on one platform (architecture §5). */
export type LearnerKey = Brand<'LearnerKey'>

/** Where the launch said it came from: what bindings need to find the school, no person. */
export interface VisitOrigin {
  readonly platformId: string
  readonly registrationId: string
  readonly deploymentId: string
  readonly contextId?: string
  /** School code of the custom parameter `school_code`; a claim, not yet believed. */
  readonly customSchoolCode?: string
  /** School code in the course ID number `<code>-<class>[-<year>]`; the class is dropped at the door. */
  readonly courseSchoolCode?: string
}

/** One LMS course; where a launch names none, the whole deployment. */
export type ContextKey = Brand<'ContextKey'>

type ContextNames = Pick<VisitOrigin, 'platformId' | 'deploymentId' | 'contextId'>

export function contextKeyOf(origin: ContextNames): ContextKey {
  const { platformId, deploymentId, contextId = '' } = origin
  return hashOf('context', platformId, deploymentId, contextId) as ContextKey
}

/** Where a score of this visit goes: to one column of a gradebook, or to a course whose columns are looked through. */
export interface ScoreTarget {
  readonly registrationId: string
  /** The platform's user id, sealed. */
  readonly sealedSub: string
  readonly lineItemUrl?: string
  /** Only where no column is named. */
  readonly lineItems?: LineItemsPlace
}

export interface LineItemsPlace {
  readonly url: string
  /** An activity that is wholly of one module, whose column belongs to it. */
  readonly link?: { readonly id: string; readonly moduleId: string }
}

/**
 * What an LMS asked for. A lesson that it named is one that staff put before this learner. A choice of links goes back to `returnUrl` with `data` as it came
 * (lti-dl v2.0); a review says whether one learner has done one module.
 */
export type VisitTask =
  | { readonly kind: 'lesson'; readonly moduleId: string }
  | {
      readonly kind: 'deep-linking'
      readonly returnUrl: string
      readonly acceptTypes: readonly string[]
      readonly acceptMultiple: boolean
      readonly acceptLineItem: boolean
      readonly targets: readonly string[]
      readonly data?: string
    }
  | {
      readonly kind: 'review'
      readonly learnerKey: LearnerKey
      /** Absent where the link opens no module in particular. */
      readonly moduleId?: string
    }

/** Whether the activity that this person came by was made for this module. */
export function isSentTo({ task }: Visit, moduleId: string): boolean {
  return task?.kind === 'lesson' && task.moduleId === moduleId
}

/** Our own web session after a launch or a sign-in. Immutable once made. */
export interface Visit {
  readonly id: VisitId
  readonly role: 'learner' | 'staff'
  /** False for an LMS's test user: he may learn, nothing is recorded. */
  readonly counted: boolean
  readonly learnerKey: LearnerKey
  /** Staff who signed in with an account of ours. */
  readonly accountId?: string
  /** Absent after a sign-in: no LMS is involved. */
  readonly origin?: VisitOrigin
  readonly scoreTarget?: ScoreTarget
  readonly task?: VisitTask
  readonly expiresAt: Date
}

/** Visits may be lost in a power cut: a person launches again. */
export interface VisitRepository {
  add(visit: Visit): Promise<void>
  /** Only a visit that has not expired at `now`. */
  find(id: VisitId, now: Date): Promise<Visit | undefined>
  remove(id: VisitId): Promise<void>
  /** Ends every visit of an account at once. */
  removeOfAccount(accountId: string): Promise<void>
  /** Deletes what expired before `now`; returns how many. */
  sweep(now: Date): Promise<number>
}
