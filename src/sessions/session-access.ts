import { ForbiddenError, isAllowed, NotFoundError } from '../errors/index.ts'
import type { School, SchoolDirectory, SchoolId } from '../schools/index.ts'
import { contextKeyOf, type Visit } from '../web/index.ts'
import { personKeyOf, type PersonRef } from './attestation.ts'
import type { Session } from './session.ts'
import type { UnplacedSession } from './unplaced-session.ts'

export type SessionAction =
  | 'present.run'
  | 'session.read'
  | 'session.record'
  | 'session.edit'
  | 'session.confirm'
  | 'session.return'
  | 'session.follow-up'

/** The part of an Express response that tells who asks. */
export interface Answer {
  readonly locals: { readonly visit?: Visit }
}

interface HeldGrant {
  readonly role: string
  readonly schoolId?: SchoolId
}

/** Whoever sends a request, as much of it as this feature needs. */
export type Person =
  | {
      readonly kind: 'account'
      readonly accountId: string
      readonly name: string
      readonly grants: readonly HeldGrant[]
    }
  | { readonly kind: 'lti-teacher'; readonly personKey: string; readonly schoolId?: SchoolId }
  | { readonly kind: 'learner' }
  | { readonly kind: 'nobody' }

interface Scope {
  readonly schoolId?: SchoolId | undefined
}

export interface SessionAccessDeps {
  readonly actorOf: (res: Answer) => Promise<Person>
  /** @throws VisitExpiredError, ForbiddenError */
  readonly allow: (res: Answer, action: SessionAction, scope: Scope) => Promise<Person>
  readonly directory: Pick<SchoolDirectory, 'byId' | 'byCode'>
}

/** Of a school code that somebody may ask for. */
export const LONGEST_CODE = 20

/** For which school somebody acts; without one, for which course. */
export interface Place {
  readonly school?: School
  readonly contextKey?: string
}

/** Somebody who may, and where. */
export interface Allowed extends Place {
  readonly who: PersonRef
}

/** Schools that somebody acts for by name, and whether there are more behind an area. */
export interface Reach {
  readonly schools: readonly School[]
  readonly isWide: boolean
}

export interface SessionAccess {
  /** `code`: the school asked for; not needed by whoever acts for one school only. */
  at(res: Answer, action: SessionAction, code?: string): Promise<Allowed>
  mayAt(res: Answer, action: SessionAction, code?: string): Promise<boolean>
  /** The right to a session that exists; an LMS's teacher changes only what he entered himself. */
  to(res: Answer, action: SessionAction, session: Session | UnplacedSession): Promise<PersonRef>
  may(res: Answer, action: SessionAction, session: Session | UnplacedSession): Promise<boolean>
  reachOf(res: Answer): Promise<Reach>
}

/** What draws a line between drafts, ids and lists of one school or course and another. */
export function placeKeyOf({ school, contextKey }: Place): string {
  return school?.id ?? contextKey ?? ''
}

export function createSessionAccess(deps: SessionAccessDeps): SessionAccess {
  const { actorOf, allow } = deps

  const at: SessionAccess['at'] = async (res, action, code) => {
    const school = schoolOf(deps, await actorOf(res), code)
    const who = refOf(await allow(res, action, { schoolId: school?.id }), action, school?.id)
    if (school) return { who, school }
    const origin = res.locals.visit?.origin
    return { who, ...(origin && { contextKey: contextKeyOf(origin) }) }
  }

  const to: SessionAccess['to'] = async (res, action, session) => {
    if (session.schoolId === undefined) {
      return ownerOf(await allow(res, 'session.record', {}), session)
    }
    const person = await allow(res, action, { schoolId: session.schoolId })
    const isTeacher = person.kind === 'lti-teacher' && action === 'session.edit'
    return isTeacher ? ownerOf(person, session) : refOf(person, action, session.schoolId)
  }

  return {
    at,
    to,
    mayAt: (res, action, code) => isAllowed(at(res, action, code)),
    may: (res, action, session) => isAllowed(to(res, action, session)),
    reachOf: async (res) => reachOf(deps, await actorOf(res)),
  }
}

function schoolOf(
  deps: SessionAccessDeps,
  person: Person,
  code: string | undefined,
): School | undefined {
  if (code !== undefined) return deps.directory.byCode(code) ?? missing(code)
  if (person.kind === 'lti-teacher') {
    return person.schoolId === undefined ? undefined : deps.directory.byId(person.schoolId)
  }
  // Of several, none is meant more than another: what is recorded must not go to the wrong one.
  const [only, ...others] = reachOf(deps, person).schools
  return others.length === 0 ? only : undefined
}

function missing(code: string): never {
  throw new NotFoundError('school-not-found', { code })
}

function reachOf({ directory }: SessionAccessDeps, person: Person): Reach {
  if (person.kind !== 'account') return { schools: [], isWide: false }
  const ids = new Set(person.grants.flatMap(({ schoolId }) => schoolId ?? []))
  return {
    schools: [...ids].flatMap((id) => directory.byId(id) ?? []),
    isWide: person.grants.some(({ schoolId }) => schoolId === undefined),
  }
}

/** Of several roles at one school, the one that the act is of. */
const ROLES_FOR: Readonly<Partial<Record<SessionAction, readonly string[]>>> = {
  'session.confirm': ['principal'],
  'session.return': ['principal', 'officer'],
}
const USUAL_ROLES = ['teacher', 'coordinator', 'principal']

function refOf(person: Person, action: SessionAction, schoolId: SchoolId | undefined): PersonRef {
  if (person.kind === 'lti-teacher') return { kind: 'lti', personKey: person.personKey }
  if (person.kind !== 'account') throw new ForbiddenError('not-allowed')
  const roles = person.grants
    .filter((grant) => grant.schoolId === undefined || grant.schoolId === schoolId)
    .map(({ role }) => role)
  const wanted = ROLES_FOR[action] ?? USUAL_ROLES
  const role = wanted.find((one) => roles.includes(one)) ?? roles[0] ?? ''
  return { kind: 'account', id: person.accountId, name: person.name, role }
}

function ownerOf(person: Person, { enteredBy, schoolId }: Session | UnplacedSession): PersonRef {
  const who = refOf(person, 'session.edit', schoolId)
  if (personKeyOf(who) !== personKeyOf(enteredBy)) throw new ForbiddenError('not-allowed')
  return who
}
