import { personalClaimsIn } from './personal-claims.ts'

const LTI = 'https://purl.imsglobal.org/spec/lti/claim'
const AGS = 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint'
const DEEP_LINKING = 'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings'
const MEMBERSHIPS = 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice'
const MAX_VALUE_LENGTH = 255
const MAX_URL_LENGTH = 2048

type Json = Readonly<Record<string, unknown>>

/**
 * The only reader of a launch's claims: claims get names here, and what is not named here (names, e-mail, user name,
 * person source id, whatever custom parameters an administrator mapped to a person) ends here.
 */
export interface LaunchClaims {
  readonly iss: unknown
  readonly aud: unknown
  readonly azp: unknown
  readonly sub: unknown
  readonly nonce: unknown
  readonly iat: unknown
  readonly exp: unknown
  readonly version: unknown
  readonly messageType: unknown
  readonly deploymentId: unknown
  readonly targetLinkUri: unknown
  readonly roles: unknown
  readonly resourceLinkId: unknown
  /** User id of the learner whose work a teacher wants to see. */
  readonly reviewedSub: unknown
  readonly deepLinking: Json
  readonly contextId?: string
  readonly customSchoolCode?: string
  readonly customModule?: string
  readonly customMode?: string
  readonly courseSectionSourcedId?: string
  readonly lineItemUrl?: string
  readonly lineItemsUrl?: string
  readonly gradeScopes: readonly unknown[]
  readonly membershipsUrl?: string
  /** Names of claims about the person that came along; their values are not read. */
  readonly personalClaims: readonly string[]
}

export function readClaims(payload: Json): LaunchClaims {
  return {
    iss: payload['iss'],
    aud: payload['aud'],
    azp: payload['azp'],
    sub: payload['sub'],
    nonce: payload['nonce'],
    iat: payload['iat'],
    exp: payload['exp'],
    version: payload[`${LTI}/version`],
    messageType: payload[`${LTI}/message_type`],
    deploymentId: payload[`${LTI}/deployment_id`],
    targetLinkUri: payload[`${LTI}/target_link_uri`],
    roles: payload[`${LTI}/roles`],
    resourceLinkId: objectAt(payload, `${LTI}/resource_link`)['id'],
    reviewedSub: objectAt(payload, `${LTI}/for_user`)['user_id'],
    deepLinking: objectAt(payload, DEEP_LINKING),
    gradeScopes: listAt(objectAt(payload, AGS), 'scope'),
    personalClaims: personalClaimsIn(payload),
    ...optionalClaims(payload),
  }
}

function optionalClaims(payload: Json) {
  const custom = objectAt(payload, `${LTI}/custom`)
  const grades = objectAt(payload, AGS)
  return withoutAbsent({
    contextId: textAt(objectAt(payload, `${LTI}/context`), 'id'),
    customSchoolCode: textAt(custom, 'school_code'),
    customModule: textAt(custom, 'module'),
    customMode: textAt(custom, 'mode'),
    courseSectionSourcedId: textAt(objectAt(payload, `${LTI}/lis`), 'course_section_sourcedid'),
    lineItemUrl: urlAt(grades, 'lineitem'),
    lineItemsUrl: urlAt(grades, 'lineitems'),
    membershipsUrl: urlAt(objectAt(payload, MEMBERSHIPS), 'context_memberships_url'),
  })
}

export function objectAt(json: Json, key: string): Json {
  const value = json[key]
  return typeof value === 'object' && value !== null ? (value as Json) : {}
}

export function listAt(json: Json, key: string): readonly unknown[] {
  const value = json[key]
  return Array.isArray(value) ? value : []
}

/** A usable text: LMSs leave variables unresolved (`$Name`), null or empty, which all mean "absent" (lti.md §8.2). */
export function textAt(json: Json, key: string): string | undefined {
  const text = trimmedAt(json, key)
  const isAbsent = text === '' || text.startsWith('$') || text.length > MAX_VALUE_LENGTH
  // Half a character cannot stand in an address.
  return isAbsent || !text.isWellFormed() ? undefined : text
}

function urlAt(json: Json, key: string): string | undefined {
  const text = trimmedAt(json, key)
  return URL.canParse(text) && text.length <= MAX_URL_LENGTH ? text : undefined
}

function trimmedAt(json: Json, key: string): string {
  const value = json[key]
  return typeof value === 'string' ? value.trim() : ''
}

function withoutAbsent<T extends Record<string, unknown>>(
  object: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const present = Object.entries(object).filter(([, value]) => value !== undefined)
  return Object.fromEntries(present) as { [K in keyof T]?: Exclude<T[K], undefined> }
}
