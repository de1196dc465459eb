import type { RegistrationId } from '../lti/index.ts'
import { contextKeyOf, type VisitOrigin } from '../web/index.ts'
import type { Binding, SchoolClaims } from './binding.ts'

/** The stored record as it would be after this launch. */
export function saidBy(origin: VisitOrigin, stored: Binding | undefined, now: Date): Binding {
  const fresh = firstSeen(origin, now)
  return stored ? { ...stored, claims: joined(stored.claims, fresh.claims) } : fresh
}

export function firstSeen(origin: VisitOrigin, now: Date): Binding {
  const { deploymentId, contextId, customSchoolCode, courseSchoolCode } = origin
  return {
    contextKey: contextKeyOf(origin),
    registrationId: origin.registrationId as RegistrationId,
    deploymentId,
    ...(contextId && { contextId }),
    claims: {
      custom: customSchoolCode ? [customSchoolCode] : [],
      course: courseSchoolCode ? [courseSchoolCode] : [],
    },
    state: 'unassigned',
    firstSeenAt: now,
    decisions: [],
    owed: [],
    revision: 1,
  }
}

// A course may be filled with any number of made-up codes; beyond these it is in conflict anyway.
const MOST_CODES = 4

/** Codes are kept, not replaced: a trusted code that changes must not silently move what a school has. */
export function joined(known: SchoolClaims, said: SchoolClaims): SchoolClaims {
  const join = (left: readonly string[], right: readonly string[]) =>
    [...new Set([...left, ...right])].slice(0, MOST_CODES)
  return { custom: join(known.custom, said.custom), course: join(known.course, said.course) }
}
