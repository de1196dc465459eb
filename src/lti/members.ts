import { type PlatformFailure, toFailure, UnusableAnswerError } from './platform-failure.ts'
import type { Registration, RegistrationId } from './registration.ts'
import type { Registry } from './registry.ts'
import { isTestUser, roleOf } from './roles.ts'
import type { ServicePages } from './service-pages.ts'

const SCOPE = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly'
const CONTAINER = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json'
const MEMBERSHIP = 'http://purl.imsglobal.org/vocab/lis/v2/membership'
const LEARNER_ROLES = ['Learner', `${MEMBERSHIP}#Learner`]
// Sub-roles read `…/membership/Learner#ExternalLearner`.
const LEARNER_SUB_ROLE = `${MEMBERSHIP}/Learner#`
const PAGE_SIZE = '200'

export type MemberCountOutcome =
  { readonly kind: 'counted'; readonly learners: number } | PlatformFailure

/** https://www.imsglobal.org/spec/lti-nrps/v2p0: how many, never who. */
export interface Members {
  /** Active learners of the course behind a launch's address. Never throws. */
  countLearners(registrationId: string, membershipsUrl: string): Promise<MemberCountOutcome>
}

export interface MembersDeps {
  readonly registry: Pick<Registry, 'byId'>
  readonly pages: ServicePages
}

export function createMembers({ registry, pages }: MembersDeps): Members {
  return {
    async countLearners(registrationId, membershipsUrl) {
      const registration = registry.byId(registrationId as RegistrationId)
      const mayAsk = registration?.state === 'active' && registration.countsMembers
      if (!mayAsk) return { kind: 'no-registration' }
      try {
        return { kind: 'counted', learners: await count(pages, registration, membershipsUrl) }
      } catch (error) {
        // Of an error only codes go on: its text may quote what was being read.
        return toFailure(error)
      }
    },
  }
}

async function count(pages: ServicePages, registration: Registration, membershipsUrl: string) {
  const url = new URL(membershipsUrl)
  url.searchParams.set('limit', PAGE_SIZE)
  // Ids are known for as long as pages are read: pages may overlap when somebody joins meanwhile.
  const learners = new Set<string>()
  for await (const page of pages.read(registration, { url, scope: SCOPE, mediaType: CONTAINER })) {
    for (const id of learnersOn(page)) learners.add(id)
  }
  return learners.size
}

type Json = Readonly<Record<string, unknown>>

/** The one reader of members: takes status, roles and id of each, and leaves the names where they lie. */
function learnersOn(page: unknown): readonly string[] {
  const members = isRecord(page) ? page['members'] : undefined
  if (!Array.isArray(members)) throw new UnusableAnswerError('not-a-list')
  return members
    .filter(isRecord)
    .filter((member) => isActive(member) && isLearner(member))
    .flatMap(({ user_id: id }) => (typeof id === 'string' ? [id] : []))
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null
}

/** A member without a status is active; the others are Inactive and Deleted. */
function isActive({ status = 'Active' }: Json): boolean {
  return status === 'Active'
}

/**
 * Somebody who is staff as well is no pupil. Moodle lists non-editing teachers as plain Learners (lti.md §8.2), so a
 * course with one has a pupil too many here: the number is an offer that a teacher corrects.
 */
function isLearner({ roles }: Json): boolean {
  const names = Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : []
  const isOne = names.some(
    (role) => LEARNER_ROLES.includes(role) || role.startsWith(LEARNER_SUB_ROLE),
  )
  return isOne && roleOf(names) === 'learner' && !isTestUser(names)
}
