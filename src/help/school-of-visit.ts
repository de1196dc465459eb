import type { SchoolId } from '../schools/index.ts'
import type { Actors } from '../staff/index.ts'
import type { Visit, VisitOrigin } from '../web/index.ts'

export interface SchoolOfVisitDeps {
  readonly actorOf: Actors['actorOf']
  /** The school of an LMS course. */
  readonly schoolOf: (origin: VisitOrigin) => Promise<SchoolId | undefined>
}

/** The school that a visit is of: that of its course, or the first one that the account has a grant for. */
export function createSchoolOfVisit({ actorOf, schoolOf }: SchoolOfVisitDeps) {
  return async (visit: Visit): Promise<SchoolId | undefined> => {
    if (visit.accountId === undefined) return visit.origin && schoolOf(visit.origin)
    const actor = await actorOf({ locals: { visit } })
    if (actor.kind !== 'account') return undefined
    return actor.grants.find(({ schoolId }) => schoolId !== undefined)?.schoolId
  }
}
