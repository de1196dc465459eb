import { toDeepLinkingSettings } from './deep-linking-settings.ts'
import type { GradeServices, Launch, Message } from './launch.ts'
import type { LaunchClaims } from './launch-claims.ts'
import type { Registration } from './registration.ts'
import { isTestUser, roleOf } from './roles.ts'

const SCORE_SCOPE = 'https://purl.imsglobal.org/spec/lti-ags/scope/score'
const LINE_ITEM_SCOPE = 'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem'

/** Plain typed values of claims that passed every check. */
export function toLaunch(claims: LaunchClaims, registration: Registration): Launch {
  const roles = claims.roles as readonly string[]
  const courseSchoolCode = schoolCodeOf(claims.courseSectionSourcedId)
  const { contextId, membershipsUrl, personalClaims } = claims
  return {
    message: toMessage(claims),
    registration,
    deploymentId: claims.deploymentId as string,
    sub: claims.sub as string,
    role: roleOf(roles),
    isTestUser: isTestUser(roles),
    issuedAt: new Date(Number(claims.iat) * 1000),
    custom: toCustom(claims),
    grades: toGrades(claims),
    personalClaims,
    ...(contextId && { contextId }),
    ...(courseSchoolCode && { courseSchoolCode }),
    ...(membershipsUrl && { membershipsUrl }),
  }
}

function toMessage(claims: LaunchClaims): Message {
  const { messageType, resourceLinkId, reviewedSub } = claims
  if (messageType === 'LtiDeepLinkingRequest') {
    return { kind: 'deep-linking', settings: toDeepLinkingSettings(claims.deepLinking) }
  }
  const linkId = typeof resourceLinkId === 'string' ? resourceLinkId : ''
  if (messageType === 'LtiResourceLinkRequest') return { kind: 'resource-link', linkId }
  const reviewed = { reviewedSub: reviewedSub as string, ...(linkId && { linkId }) }
  return { kind: 'submission-review', ...reviewed }
}

/** An address without the right to use it is none. */
function toGrades({ gradeScopes, lineItemUrl, lineItemsUrl }: LaunchClaims): GradeServices {
  if (!gradeScopes.includes(SCORE_SCOPE)) return {}
  const mayMake = gradeScopes.includes(LINE_ITEM_SCOPE)
  return {
    ...(lineItemUrl && { lineItemUrl }),
    ...(mayMake && lineItemsUrl && { lineItemsUrl }),
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
