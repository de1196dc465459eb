const LTI = 'https://purl.imsglobal.org/spec/lti/claim'
const AGS = 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint'
const SCORE_SCOPE = 'https://purl.imsglobal.org/spec/lti-ags/scope/score'
const MAX_VALUE_LENGTH = 255

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
  readonly contextId?: string
  readonly customSchoolCode?: string
  readonly customModule?: string
  readonly customMode?: string
  readonly courseSectionSourcedId?: string
  readonly lineItemUrl?: string
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
    ...optionalClaims(payload),
  }
}

function optionalClaims(payload: Json) {
  const custom = objectAt(payload, `${LTI}/custom`)
  return withoutAbsent({
    contextId: textAt(objectAt(payload, `${LTI}/context`), 'id'),
    customSchoolCode: textAt(custom, 'school_code'),
    customModule: textAt(custom, 'module'),
    customMode: textAt(custom, 'mode'),
    courseSectionSourcedId: textAt(objectAt(payload, `${LTI}/lis`), 'course_section_sourcedid'),
    lineItemUrl: scorableLineItem(objectAt(payload, AGS)),
  })
}

/** A line item that the platform lets us score (https://www.imsglobal.org/spec/lti-ags/v2p0#assignment-and-grade-service-claim). */
function scorableLineItem(endpoint: Json): string | undefined {
  const scopes = endpoint['scope']
  const mayScore = Array.isArray(scopes) && scopes.includes(SCORE_SCOPE)
  const url = endpoint['lineitem']
  return mayScore && typeof url === 'string' && url !== '' ? url : undefined
}

function objectAt(json: Json, key: string): Json {
  const value = json[key]
  return typeof value === 'object' && value !== null ? (value as Json) : {}
}

/** A usable text: LMSs leave variables unresolved (`$Name`), null or empty, which all mean "absent" (lti.md §8.2). */
function textAt(json: Json, key: string): string | undefined {
  const value = json[key]
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  return text === '' || text.startsWith('$') || text.length > MAX_VALUE_LENGTH ? undefined : text
}

function withoutAbsent<T extends Record<string, unknown>>(
  object: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const present = Object.entries(object).filter(([, value]) => value !== undefined)
  return Object.fromEntries(present) as { [K in keyof T]?: Exclude<T[K], undefined> }
}
