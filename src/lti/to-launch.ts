import type { Launch } from './launch.ts'
import type { LaunchClaims } from './launch-claims.ts'
import type { Registration } from './registration.ts'
import { isTestUser, roleOf } from './roles.ts'

/** Plain typed values of claims that passed every check. */
export function toLaunch(claims: LaunchClaims, registration: Registration): Launch {
  const roles = claims.roles as readonly string[]
  const courseSchoolCode = schoolCodeOf(claims.courseSectionSourcedId)
  return {
    registration,
    deploymentId: claims.deploymentId as string,
    sub: claims.sub as string,
    role: roleOf(roles),
    isTestUser: isTestUser(roles),
    custom: toCustom(claims),
    ...(claims.contextId && { contextId: claims.contextId }),
    ...(courseSchoolCode && { courseSchoolCode }),
    ...(claims.lineItemUrl && { lineItemUrl: claims.lineItemUrl }),
  }
}

function toCustom({ customSchoolCode, customModule, customMode }: LaunchClaims): Launch['custom'] {
  return {
    ...(customSchoolCode && { schoolCode: customSchoolCode }),
    ...(customModule && { module: customModule }),
    ...((customMode === 'learn' || customMode === 'present') && { mode: customMode }),
  }
}

/**
 * School code of a course ID number `<code>-<class>[-<year>]` (interfaces §5). The class ends here: it must not stand
 * beside a pupil (domain §1.5).
 */
function schoolCodeOf(courseId: string | undefined): string | undefined {
  return courseId?.match(/^([^\s-]{1,20})-[^-]+(-.+)?$/)?.[1]
}
