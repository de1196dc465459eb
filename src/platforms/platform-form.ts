import { InvalidInputError } from '../errors/index.ts'
import {
  parseFrameOrigins,
  type PlatformDetails,
  type RegistrationChanges,
  type TrustedSchoolClaim,
} from '../lti/index.ts'
import type { SchoolDirectory } from '../schools/index.ts'
import { listField, textField } from '../web/index.ts'

const LONGEST_NAME = 200
const LONGEST_URL = 2048
const LONGEST_LIST = 6000
const MOST_DEPLOYMENTS = 50

export const TRUSTS: readonly TrustedSchoolClaim[] = ['custom', 'course']

/** Of the tool's details in the LMS, in the order in which Moodle shows them. */
export const ADDRESS_FIELDS = ['issuer', 'clientId', 'authUrl', 'tokenUrl', 'jwksUrl'] as const

/** A form about a platform as it was typed. */
export interface Typed extends Readonly<Record<(typeof ADDRESS_FIELDS)[number], string>> {
  readonly name: string
  readonly school: string
  readonly trust: readonly string[]
  readonly deployments: string
  readonly frameOrigins: string
}

export function readTyped(body: unknown): Typed {
  const field = (name: string, longest: number) => (textField(body, name, longest) ?? '').trim()
  return {
    name: field('name', LONGEST_NAME),
    issuer: field('issuer', LONGEST_URL),
    clientId: field('clientId', LONGEST_NAME),
    authUrl: field('authUrl', LONGEST_URL),
    tokenUrl: field('tokenUrl', LONGEST_URL),
    jwksUrl: field('jwksUrl', LONGEST_URL),
    school: field('school', LONGEST_NAME),
    trust: listField(body, 'trust'),
    deployments: field('deployments', LONGEST_LIST),
    frameOrigins: field('frameOrigins', LONGEST_LIST),
  }
}

type Schools = Pick<SchoolDirectory, 'byCode'>

/**
 * @throws InvalidInputError('platform-field-missing')
 * @throws InvalidInputError('deployment-refused')
 * @throws InvalidInputError('school-not-found')
 */
export function parseDetails(typed: Typed, schools: Schools): PlatformDetails {
  for (const field of ['name', ...ADDRESS_FIELDS] as const) {
    if (typed[field] === '') throw new InvalidInputError('platform-field-missing', { field })
  }
  const { name, issuer, clientId, authUrl, tokenUrl, jwksUrl, school } = typed
  return {
    ...{ name, issuer, clientId, authUrl, tokenUrl, jwksUrl },
    deployments: parseDeployments(typed.deployments),
    trust: parseTrust(typed.trust),
    ...(school !== '' && { schoolCode: codeOf(school, schools) }),
  }
}

interface Rules {
  readonly schools: Schools
  readonly allowPrivate: boolean
}

/**
 * What may be changed afterwards; an empty school takes the school away.
 * @throws InvalidInputError('platform-field-missing' | 'school-not-found' | 'frame-origin-refused')
 */
export function parseChanges(typed: Typed, { schools, allowPrivate }: Rules): RegistrationChanges {
  const { name, school } = typed
  if (name === '') throw new InvalidInputError('platform-field-missing', { field: 'name' })
  return {
    name,
    schoolCode: school === '' ? '' : codeOf(school, schools),
    trust: parseTrust(typed.trust),
    frameOrigins: parseFrameOrigins(typed.frameOrigins, allowPrivate),
  }
}

export function parseTrust(typed: readonly string[]): readonly TrustedSchoolClaim[] {
  return TRUSTS.filter((one) => typed.includes(one))
}

/** As the list of schools writes it: a code that no school bears would never count. */
export function codeOf(typed: string, schools: Schools): string {
  const school = schools.byCode(typed.trim())
  if (!school) throw new InvalidInputError('school-not-found')
  return school.code
}

/** One a line: at most 255 printable ASCII characters (https://www.imsglobal.org/spec/lti/v1p3#lti-deployment-id-claim). */
function parseDeployments(text: string): readonly string[] {
  const ids = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const wrong = ids.find((id, index) => !isDeploymentId(id) || index >= MOST_DEPLOYMENTS)
  if (wrong !== undefined) throw new InvalidInputError('deployment-refused', { id: wrong })
  return [...new Set(ids)]
}

export function isDeploymentId(id: string): boolean {
  return /^[\x20-\x7e]{1,255}$/.test(id)
}
