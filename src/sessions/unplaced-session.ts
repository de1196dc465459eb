import type { School, SchoolId } from '../schools/index.ts'
import { type Attested } from './attestation.ts'
import { otherStagesOf } from './judged-lines.ts'
import { type Session, type SessionContent, type SessionId, sessionIdOf } from './session.ts'

/**
 * A buổi of an LMS course that no school is known for yet. It waits, counted nowhere, until an officer assigns the
 * course; then it becomes a session of that school, once.
 */
export interface UnplacedSession extends SessionContent, Attested {
  readonly id: SessionId
  /** The course, as bindings name it. */
  readonly contextKey: string
  /** What its id and that of the session are made of. */
  readonly key: string
  /** The school that it went to. Written before the copy is, so that a second assignment cannot copy it elsewhere. */
  readonly schoolId?: SchoolId
}

export interface UnplacedSessionRepository {
  find(id: SessionId): Promise<UnplacedSession | undefined>
  /** Writes it unless its id is there; gives what is stored. */
  add(session: UnplacedSession): Promise<UnplacedSession>
  /**
   * Replaces the record whose revision is one less.
   * @throws ConflictError('session-changed')
   */
  replace(session: UnplacedSession): Promise<void>
  /** All of a course, those that have gone to a school too: a copy may have been cut short. */
  listOfContext(contextKey: string): Promise<readonly UnplacedSession[]>
}

/** Of the stages of a line for all pupils nobody could know before the school was. */
type Placing = Pick<School, 'id' | 'stages'>

/** The same session, whoever makes it and however often. */
export function placed(
  { contextKey, key, schoolId: _schoolId, ...session }: UnplacedSession,
  { id: schoolId, stages }: Placing,
): Session {
  const otherStages = otherStagesOf(session.audience, { stages })
  return {
    ...session,
    ...(otherStages.length > 0 && { otherStages }),
    id: sessionIdOf(schoolId, key),
    schoolId,
  }
}
