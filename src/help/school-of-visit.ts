import type { SchoolId } from '../schools/index.ts'
import type { Actors } from '../staff/index.ts'
import type { Visit, VisitOrigin } from '../web/index.ts'

export interface SchoolOfVisitDeps {
  readonly actorOf: Actors['actorOf']
  /** The school of an LMS course, from memory. */
  readonly schoolOfCourse: (origin: VisitOrigin) => Promise<SchoolId | undefined>
}

/** The part of an Express response that tells who asks. */
interface Answer {
  readonly locals: { readonly visit?: Visit }
}

/** The school that a visit is of: that of its course, or the only one that the account has a grant for. */
export function createSchoolOfVisit({ actorOf, schoolOfCourse }: SchoolOfVisitDeps) {
  return async (res: Answer): Promise<SchoolId | undefined> => {
    const { visit } = res.locals
    if (!visit) return undefined
    if (visit.accountId === undefined) return visit.origin && schoolOfCourse(visit.origin)
    const actor = await actorOf(res)
    if (actor.kind !== 'account') return undefined
    const [schoolId, other] = new Set(actor.grants.map((grant) => grant.schoolId).filter(isNamed))
    // Whoever acts for several must not take one's counsellor for another's.
    return other === undefined ? schoolId : undefined
  }
}

function isNamed(schoolId: SchoolId | undefined): schoolId is SchoolId {
  return schoolId !== undefined
}

export type SchoolOfVisit = ReturnType<typeof createSchoolOfVisit>
