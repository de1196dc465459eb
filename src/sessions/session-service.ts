import { ConflictError, NotFoundError } from '../errors/index.ts'
import type { Clock, Day, Logger } from '../runtime/index.ts'
import type { SchoolDirectory, SchoolId } from '../schools/index.ts'
import {
  type Attestation,
  type AttestationStep,
  attested,
  firstEntered,
  personKeyOf,
  type PersonRef,
} from './attestation.ts'
import {
  type Session,
  type SessionContent,
  type SessionId,
  sessionIdOf,
  type SessionRepository,
} from './session.ts'
import { type Place, placeKeyOf } from './session-access.ts'
import { isSameContent } from './session-content.ts'
import { createSessionCredit } from './session-credit.ts'
import type { UnplacedSession, UnplacedSessionRepository } from './unplaced-session.ts'

export type AnySession = Session | UnplacedSession

export interface SessionServiceDeps {
  readonly sessions: SessionRepository
  readonly unplacedSessions: UnplacedSessionRepository
  readonly directory: Pick<SchoolDirectory, 'byId'>
  /** Awaited after each durable write, and again where a write is found done: a crash between the two heals. */
  readonly onSessionChanged: (schoolId: SchoolId, heldOn: Day) => Promise<void>
  readonly clock: Clock
  readonly logger: Logger
}

/** `differs`: something else stands there, so nothing was written. */
export interface Outcome {
  readonly kind: 'stored' | 'differs'
  readonly session: AnySession
}

export interface Recorded {
  readonly place: Place
  readonly key: string
  readonly content: SessionContent
  /** It is only meant to be held. */
  readonly isPlan?: boolean
  readonly who: PersonRef
}

/** What somebody decided about the revision that he saw. */
export interface Decided {
  readonly id: SessionId
  readonly revision: number
  readonly who: PersonRef
  readonly step: AttestationStep
  readonly content?: SessionContent
  readonly reason?: string
}

export interface SessionService {
  find(id: SessionId): Promise<AnySession | undefined>
  /** @throws NotFoundError */
  get(id: SessionId): Promise<AnySession>
  /** The same press twice gives the same session. */
  record(recorded: Recorded): Promise<Outcome>
  decide(decided: Decided): Promise<Outcome>
  /** An officer has said which school a course is of: what waited for that becomes sessions, once. */
  creditContext(contextKey: string, schoolId: SchoolId): Promise<number>
}

export function createSessionService(deps: SessionServiceDeps): SessionService {
  const { sessions, unplacedSessions } = deps
  const credit = createSessionCredit({ ...deps, tell: (session) => told(deps, session) })

  const find = async (id: SessionId) => (await sessions.find(id)) ?? credit.follow(id)
  const get = async (id: SessionId) => found(await find(id))

  async function store(after: AnySession, before: AnySession): Promise<Outcome> {
    try {
      await (isPlaced(after) ? sessions.replace(after) : unplacedSessions.replace(after))
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error
      return { kind: 'differs', session: await get(before.id) }
    }
    await told(deps, after, before)
    return { kind: 'stored', session: after }
  }

  return {
    find,
    get,
    creditContext: credit.creditContext,
    async record(recorded) {
      const session = await add(deps, recorded)
      await told(deps, session)
      note(deps, session, recorded.isPlan ? 'planned' : 'recorded')
      return { kind: isSameContent(session, recorded.content) ? 'stored' : 'differs', session }
    },
    async decide(decided) {
      const before = await get(decided.id)
      if (before.revision !== decided.revision) return alreadyOr(deps, before, decided)
      const after = afterStep(before, decided, deps.clock.now())
      if (!after) return { kind: 'differs', session: before }
      const outcome = await store(after, before)
      if (outcome.kind === 'differs') return alreadyOr(deps, outcome.session, decided)
      note(deps, after, decided.step)
      return outcome
    },
  }
}

function found(session: AnySession | undefined): AnySession {
  if (!session) throw new NotFoundError('session-not-found')
  return session
}

export function isPlaced(session: AnySession): session is Session {
  return !('contextKey' in session)
}

function add(
  { sessions, unplacedSessions, clock }: SessionServiceDeps,
  { place, key, content, isPlan = false, who }: Recorded,
): Promise<AnySession> {
  const first = firstEntered({ who, at: clock.now() }, isPlan ? 'planned' : 'recorded')
  const entered = { ...content, ...first, id: sessionIdOf(placeKeyOf(place), key) }
  return place.school
    ? sessions.add({ ...entered, schoolId: place.school.id })
    : unplacedSessions.add({ ...entered, key, contextKey: placeKeyOf(place) })
}

function afterStep<Any extends AnySession>(
  before: Any,
  decided: Decided,
  at: Date,
): Any | undefined {
  const { who, step, content, reason } = decided
  const next = attested(before, step, { who, at, ...(reason !== undefined && { reason }) })
  return next && content ? { ...withoutContent(next), ...content } : next
}

/** What the new text leaves out must not stay from the old one. */
function withoutContent<Any extends AnySession>(session: Any): Any {
  const { startedAt: _startedAt, otherStages: _stages, adultCount: _adults, ...rest } = session
  return rest as Any
}

/** This person's other press did it, before this one or at the same moment; or somebody else was first. */
async function alreadyOr(
  deps: SessionServiceDeps,
  session: AnySession,
  { revision, who, step, content }: Decided,
): Promise<Outcome> {
  const last = session.entries.at(-1)
  const isMine = last?.what === step && personKeyOf(last.who) === personKeyOf(who)
  const isDone = isMine && session.revision === revision + 1
  if (!isDone || (content && !isSameContent(session, content))) return { kind: 'differs', session }
  await told(deps, session)
  return { kind: 'stored', session }
}

/** A session moved to another day changes the figures of both. */
async function told(
  { onSessionChanged }: SessionServiceDeps,
  session: AnySession,
  before: AnySession = session,
): Promise<void> {
  if (!isPlaced(session)) return
  for (const day of new Set([session.heldOn, before.heldOn])) {
    await onSessionChanged(session.schoolId, day)
  }
}

function note(
  { logger }: SessionServiceDeps,
  { id, schoolId }: AnySession,
  what: Attestation,
): void {
  logger.info({ sessionId: id, schoolId }, `session ${what}`)
}
