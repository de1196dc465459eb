import { type Brand, type Day, hashOf } from '../runtime/index.ts'
import { type SchoolId, type Stage, stageOfGrade, STAGES } from '../schools/index.ts'
import type { Attested } from './attestation.ts'

export type SessionId = Brand<'SessionId'>

export const SESSION_FORMS = [
  'flag-ceremony',
  'class-hour',
  'lesson',
  'activity',
  'extra-curricular',
  'contest',
  'club',
  'broadcast',
  'parents',
  'training',
  'other',
] as const
export type SessionForm = (typeof SESSION_FORMS)[number]

export const PRESENTERS = ['school', 'police', 'youth-union', 'health', 'other'] as const
/** The body that presented; nobody's name is needed. */
export type Presenter = (typeof PRESENTERS)[number]

/** One class, grade, stage or group that took part, or the whole school (audience-scope.ts): counts only. */
export interface AudienceLine {
  readonly label: string
  /** 1–12; 0 for a group that is of no one grade. */
  readonly grade: number
  readonly enrolled: number
  /** 0 in a plan. */
  readonly present: number
}

export type Evidence =
  | {
      readonly kind: 'run-log'
      readonly runId: string
      /** It went too fast for a class (present/skimmed.ts). */
      readonly isSkimmed?: true
    }
  /** The log of a presentation without a line, as somebody typed it in: a statement, no proof (decision 0028). */
  | { readonly kind: 'offline-pack'; readonly code: string }
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'paper'; readonly note: string }

/** What a person reports about a buổi, without its way through the attestation. */
export interface SessionContent {
  readonly heldOn: Day
  readonly startedAt?: Date
  /** 0 in a plan that does not say. */
  readonly minutes: number
  readonly form: SessionForm
  readonly presenter: Presenter
  readonly modules: readonly { readonly id: string; readonly version: string }[]
  readonly topics: readonly string[]
  readonly audience: readonly AudienceLine[]
  /** Stages of those lines that have no grade: of the whole school, of a stage of it, of a care facility. */
  readonly otherStages?: readonly Stage[]
  readonly adultCount?: number
  readonly evidence: readonly Evidence[]
}

/** A buổi: the school ran the programme (domain §3.1). */
export interface Session extends SessionContent, Attested {
  readonly id: SessionId
  readonly schoolId: SchoolId
}

const ID_LENGTH = 22

/** `key` comes from the form or is the run's id: the same press twice is the same session. */
export function sessionIdOf(place: string, key: string): SessionId {
  return hashOf('session', place, key).slice(0, ID_LENGTH) as SessionId
}

/** Stages that somebody of the audience belongs to, whoever was present; in the order of schooling. */
export function stagesOf({
  audience,
  otherStages = [],
}: Pick<SessionContent, 'audience' | 'otherStages'>): readonly Stage[] {
  const named = new Set([...audience.map(({ grade }) => stageOfGrade(grade)), ...otherStages])
  return STAGES.filter((stage) => named.has(stage))
}

/** Durable: a promise that resolves means that the record survives a power cut. */
export interface SessionRepository {
  find(id: SessionId): Promise<Session | undefined>
  /** Writes the session unless its id is there; gives what is stored, so the first press wins. */
  add(session: Session): Promise<Session>
  /** Many at once, each like `add`; nobody is told. */
  addAll(sessions: readonly Session[]): Promise<void>
  /**
   * Replaces the record whose revision is one less.
   * @throws ConflictError('session-changed')
   */
  replace(session: Session): Promise<void>
  /** Held from `from` to `to`, both included; the latest first. */
  listOfSchool(schoolId: SchoolId, from: Day, to: Day): Promise<readonly Session[]>
  /** Waits for somebody of the school: to be confirmed, or returned and to be corrected; oldest first. */
  listWaiting(schoolId: SchoolId): Promise<readonly Session[]>
}
