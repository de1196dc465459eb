import { type Brand, hashOf } from '../../runtime/index.ts'
import type { SchoolId } from '../../schools/index.ts'
import type { SessionId } from '../session.ts'

export type FollowUpId = Brand<'FollowUpId'>

/** One class has done the ten minutes that follow a session of the whole yard. It moves no figure. */
export interface FollowUp {
  readonly id: FollowUpId
  readonly sessionId: SessionId
  readonly schoolId: SchoolId
  /** Of the class, as the school's list writes it. */
  readonly label: string
  /** Of whoever pressed: an account's id or a pseudonym, no name. */
  readonly personKey: string
  readonly doneAt: Date
}

const ID_LENGTH = 22

/** The same class after the same session is the same fact, whoever presses how often. */
export function followUpIdOf(sessionId: SessionId, label: string): FollowUpId {
  return hashOf('follow-up', sessionId, label).slice(0, ID_LENGTH) as FollowUpId
}

/** Durable. */
export interface FollowUpRepository {
  /** Writes it unless its id is there: the first press stands. */
  add(followUp: FollowUp): Promise<void>
  /** Takes a press back; nothing happens where there was none. */
  remove(id: FollowUpId): Promise<void>
  /** Of one session of a school, in the order of the labels. */
  listOfSession(schoolId: SchoolId, sessionId: SessionId): Promise<readonly FollowUp[]>
  /** Of all sessions of a school, by session and label. */
  listOfSchool(schoolId: SchoolId): Promise<readonly FollowUp[]>
}
