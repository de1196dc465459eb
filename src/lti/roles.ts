/** All that we tell apart in a launch; what an adult may do is a grant of ours, never a claim (domain §0). */
export type Role = 'learner' | 'staff'

const MEMBERSHIP = 'http://purl.imsglobal.org/vocab/lis/v2/membership'
const INSTITUTION = 'http://purl.imsglobal.org/vocab/lis/v2/institution/person'
const SYSTEM = 'http://purl.imsglobal.org/vocab/lis/v2/system/person'

const STAFF_ROLES = new Set([
  'Instructor',
  'Administrator',
  'ContentDeveloper',
  `${MEMBERSHIP}#Instructor`,
  `${MEMBERSHIP}#Administrator`,
  `${MEMBERSHIP}#ContentDeveloper`,
  `${INSTITUTION}#Administrator`,
  `${SYSTEM}#Administrator`,
  `${SYSTEM}#SysAdmin`,
])

// Sub-roles read `…/membership/Instructor#TeachingAssistant`.
const STAFF_SUB_ROLE = `${MEMBERSHIP}/Instructor#`

const TEST_USER = 'http://purl.imsglobal.org/vocab/lti/system/person#TestUser'

/**
 * Unknown roles and no role at all make a learner, who has no rights over others
 * (https://www.imsglobal.org/spec/lti/v1p3#role-vocabularies).
 */
export function roleOf(roles: readonly string[]): Role {
  const isStaff = roles.some((role) => STAFF_ROLES.has(role) || role.startsWith(STAFF_SUB_ROLE))
  return isStaff ? 'staff' : 'learner'
}

export function isTestUser(roles: readonly string[]): boolean {
  return roles.includes(TEST_USER)
}
