import type { AreaId, SchoolDirectory, SchoolId } from '../schools/index.ts'
import type { Grant } from './account.ts'
import type { Actor, LtiTeacher } from './actor.ts'
import { type Action, type Holder, permissionOf } from './permissions.ts'

/** What is acted upon; neither school nor area: the whole province. */
export interface Scope {
  readonly schoolId?: SchoolId | undefined
  readonly areaId?: AreaId | undefined
}

/** What the tree of areas is asked for. */
export type Places = Pick<SchoolDirectory, 'isInArea' | 'pathOf'>

export interface Question {
  readonly action: Action
  readonly scope: Scope
  readonly places: Places
}

/** The first of two checks: whether somebody may do this at all, wherever it be. The route asks for the place. */
export function mayAnywhere(actor: Actor, action: Action): boolean {
  if (actor.kind === 'nobody') return false
  if (actor.kind !== 'account') return isFor(action, actor.kind)
  return isFor(action, 'account') || grantsWith(actor, action).length > 0
}

/** Pure: an account's grants are those of today already. */
export function can(actor: Actor, question: Question): boolean {
  switch (actor.kind) {
    case 'account':
      return isFor(question.action, 'account') || grantFor(actor, question) !== undefined
    case 'lti-teacher':
      return isFor(question.action, 'lti-teacher') && reachesAsTeacher(actor, question)
    case 'learner':
      return isFor(question.action, 'learner')
    case 'nobody':
      return false
  }
}

/** The grant by which an account may: its role is the one in which the person acts. */
export function grantFor(
  { grants }: { readonly grants: readonly Grant[] },
  { action, scope, places }: Question,
): Grant | undefined {
  const isAnywhere = permissionOf(action).scope === 'anywhere'
  return grants.find(
    (grant) => isFor(action, grant.role) && (isAnywhere || reaches(grant, scope, places)),
  )
}

/** The places of the grants that carry an action; a grant without a place means everywhere. */
export function grantsWith(actor: Actor, action: Action): readonly Grant[] {
  return actor.kind === 'account' ? actor.grants.filter(({ role }) => isFor(action, role)) : []
}

function isFor(action: Action, holder: Holder): boolean {
  return permissionOf(action).holders.includes(holder)
}

function reachesAsTeacher({ schoolId }: LtiTeacher, { action, scope }: Question): boolean {
  const { scope: kind } = permissionOf(action)
  if (kind === 'anywhere') return true
  if (scope.areaId !== undefined) return false
  if (scope.schoolId === undefined) return kind === 'place-or-unassigned'
  return scope.schoolId === schoolId
}

/** A place must be reached whole: the province by a grant for the province alone. */
function reaches(grant: Grant, { schoolId, areaId }: Scope, places: Places): boolean {
  if (grant.schoolId === undefined && grant.areaId === undefined) return true
  if (schoolId === undefined && areaId === undefined) return false
  return (
    (schoolId === undefined || reachesSchool(grant, schoolId, places)) &&
    (areaId === undefined || reachesArea(grant, areaId, places))
  )
}

function reachesSchool(grant: Grant, schoolId: SchoolId, places: Places): boolean {
  if (grant.schoolId !== undefined) return grant.schoolId === schoolId
  return grant.areaId !== undefined && places.isInArea(schoolId, grant.areaId)
}

function reachesArea(grant: Grant, areaId: AreaId, places: Places): boolean {
  if (grant.schoolId !== undefined) return false
  return places.pathOf(areaId).some(({ id }) => id === grant.areaId)
}
