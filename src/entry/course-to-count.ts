import type { CourseToCount } from '../bindings/index.ts'
import type { Launch } from '../lti/index.ts'
import { contextKeyOf } from '../web/index.ts'

/** The course of a teacher's launch, where an administrator switched counting on and the LMS says where to ask. */
export function courseToCount(launch: Launch): CourseToCount | undefined {
  const { registration, deploymentId, contextId, membershipsUrl, role } = launch
  const mayCount = role === 'staff' && registration.countsMembers
  if (!mayCount || !membershipsUrl || !contextId) return undefined
  const { id: registrationId, platformId } = registration
  const contextKey = contextKeyOf({ platformId, deploymentId, contextId })
  return { registrationId, membershipsUrl, contextKey }
}
