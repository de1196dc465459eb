import { importJWK, type JWK, SignJWT } from 'jose'

import type { PlatformDetails } from './roles.ts'

export const LTI = 'https://purl.imsglobal.org/spec/lti/claim'
export const MODULE_ID = 'B5'
export const SIGNING_KEY_ID = 'bench-key'

const AGS = 'https://purl.imsglobal.org/spec/lti-ags'
const NRPS = 'https://purl.imsglobal.org/spec/lti-nrps'
const TOKEN_LIFE_S = 60

export interface TokenOrder {
  readonly platform: PlatformDetails
  readonly launchUrl: string
  readonly sub: string
  readonly nonce: string
}

export type SignToken = (order: TokenOrder) => Promise<string>

export async function createTokenSigner(signingKey: JWK): Promise<SignToken> {
  const key = await importJWK(signingKey, 'RS256')
  return (order) =>
    new SignJWT(claimsOf(order))
      .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid: SIGNING_KEY_ID })
      .setIssuedAt()
      .setExpirationTime(`${TOKEN_LIFE_S}s`)
      .sign(key)
}

/** The claims that a Moodle with everything switched on sends: about 3.4 KB of token. */
function claimsOf(order: TokenOrder) {
  const { platform, sub, nonce } = order
  const person = {
    given_name: 'An',
    family_name: 'Nguyễn Văn',
    name: 'An Nguyễn Văn',
    email: 'hs-an@school.example',
  }
  return {
    ...{ iss: platform.issuer, aud: platform.clientId, sub, nonce },
    ...person,
    ...launchClaims(order),
    ...surroundings(platform),
    ...services(platform),
  }
}

function launchClaims({ platform, launchUrl }: TokenOrder) {
  return {
    [`${LTI}/message_type`]: 'LtiResourceLinkRequest',
    [`${LTI}/version`]: '1.3.0',
    [`${LTI}/deployment_id`]: platform.deploymentId,
    [`${LTI}/target_link_uri`]: launchUrl,
    [`${LTI}/roles`]: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'],
    [`${LTI}/context`]: { id: '2', label: 'L4A', title: 'Lớp 4A', type: ['CourseSection'] },
    [`${LTI}/resource_link`]: { id: '1', title: 'Quà lạ', description: 'Mô tả: Quà lạ' },
    [`${LTI}/custom`]: { module: MODULE_ID },
  }
}

function surroundings({ issuer }: PlatformDetails) {
  return {
    [`${LTI}/lis`]: { person_sourcedid: 'HS0001', course_section_sourcedid: '01001-4A-2026' },
    [`${LTI}/ext`]: { user_username: 'hs.an', lms: 'moodle-2' },
    [`${LTI}/launch_presentation`]: {
      locale: 'vi',
      document_target: 'iframe',
      return_url: `${issuer}/mod/lti/return.php?course=2&launch_container=3&instanceid=1`,
    },
    [`${LTI}/tool_platform`]: {
      product_family_code: 'moodle',
      version: '2024100706',
      guid: '00000000000000000000000000000000',
      name: 'Trường thử tải',
    },
  }
}

function services({ issuer }: PlatformDetails) {
  const base = `${issuer}/mod/lti/services.php`
  return {
    [`${AGS}/claim/endpoint`]: {
      scope: [`${AGS}/scope/lineitem`, `${AGS}/scope/result.readonly`, `${AGS}/scope/score`],
      lineitems: `${base}/2/lineitems?type_id=1`,
      lineitem: `${base}/2/lineitems/2/lineitem?type_id=1`,
    },
    [`${NRPS}/claim/namesroleservice`]: {
      context_memberships_url: `${base}/CourseSection/2/bindings/1/memberships`,
      service_versions: ['1.0', '2.0'],
    },
  }
}
