const LTI = 'https://purl.imsglobal.org/spec/lti/claim'

type Json = Readonly<Record<string, unknown>>

/** Where an LMS puts the person: https://openid.net/specs/openid-connect-core-1_0.html#StandardClaims and lti.md §8.2. */
const IN_THE_TOKEN = [
  ...['name', 'given_name', 'family_name', 'middle_name', 'nickname', 'preferred_username'],
  ...['email', 'picture', 'profile', 'gender', 'birthdate', 'phone_number', 'address'],
]

const BELOW: readonly (readonly [claim: string, label: string, keys: readonly string[]])[] = [
  [`${LTI}/lis`, 'lis', ['person_sourcedid', 'person_name_full', 'person_contact_email_primary']],
  [`${LTI}/ext`, 'ext', ['user_username', 'user_email']],
  [`${LTI}/for_user`, 'for_user', ['name', 'given_name', 'family_name', 'email']],
]

/** Names of the claims about a person that carry anything, so that an administrator can switch them off. */
export function personalClaimsIn(payload: Json): readonly string[] {
  const below = BELOW.flatMap(([claim, label, keys]) => {
    const inside = payload[claim]
    if (typeof inside !== 'object' || inside === null) return []
    return filled(inside as Json, keys).map((key) => `${label}.${key}`)
  })
  return [...filled(payload, IN_THE_TOKEN), ...below]
}

/** Moodle sends some of them empty. */
function filled(json: Json, keys: readonly string[]): readonly string[] {
  return keys.filter((key) => ![undefined, null, ''].includes(json[key] as string | undefined))
}
