import { InvalidInputError } from '../errors/index.ts'
import { type Day, parseDay } from '../runtime/index.ts'

export type PeriodState = 'planned' | 'open' | 'closed'

/** A named range of days of some calendar in which every obligated stage owes sessions (domain §1.6). */
export interface Period {
  readonly id: string
  readonly name: string
  readonly from: Day
  /** The last day on which a session counts. */
  readonly to: Day
  /** The last day of grace: after it an unmet stage is overdue. */
  readonly due: Day
  readonly state: PeriodState
  /** Valid sessions that each obligated stage owes. */
  readonly minSessions: number
  /** The department's pick for the period; empty where it made none. */
  readonly modules: readonly string[]
  /** What it is owed under, and the calendar that it was made from. */
  readonly programmeId?: string
  readonly calendarId?: string
  readonly openedAt?: Date
  readonly closedAt?: Date
  /** What was changed about the modules after the opening, the oldest first; absent where nothing was. */
  readonly moduleChanges?: readonly ModuleChange[]
  readonly revision: number
}

/** Another pick of modules for a period that is open, and why. */
export interface ModuleChange {
  readonly at: Date
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly reason: string
  /** Account that changed it; absent for the command line. */
  readonly by?: string
}

export interface PeriodRepository {
  /** @throws ConflictError('period-exists') */
  add(period: Period): Promise<void>
  find(id: string): Promise<Period | undefined>
  /** The latest first. */
  list(): Promise<readonly Period[]>
  /**
   * Replaces the record whose revision is one less.
   * @throws ConflictError('period-changed')
   */
  replace(period: Period): Promise<void>
}

/** What a person typed. */
export interface PeriodDraft {
  readonly id: string
  readonly name: string
  readonly from: string
  readonly to: string
  readonly due?: string | undefined
  readonly minSessions?: string | undefined
  readonly modules?: readonly string[] | undefined
  readonly programme?: string | undefined
  readonly calendar?: string | undefined
}

export type PeriodField = keyof PeriodDraft

export interface PeriodProblem {
  readonly field: PeriodField
  /** Its sentence stands under `errors.<code>`. */
  readonly code: string
}

type Parsed = { readonly period: Period } | { readonly problems: readonly PeriodProblem[] }

const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/
const LONGEST_NAME = 120
const CENTURY = '20'
const MOST_SESSIONS = 20

/** All that is wrong at once, each with its field, so a form can say it in place. */
export function parsePeriod(draft: PeriodDraft): Parsed {
  const from = likelyDay(draft.from)
  const to = likelyDay(draft.to)
  const due = draft.due === undefined ? to : likelyDay(draft.due)
  const problems = [...problemsOfWords(draft), ...problemsOfDays({ from, to, due })]
  if (problems.length > 0 || !from || !to || !due) return { problems }
  return {
    period: {
      id: draft.id,
      name: draft.name.trim(),
      from,
      to,
      due,
      state: 'planned',
      minSessions: Number(draft.minSessions ?? 1),
      modules: draft.modules ?? [],
      ...rulesOf(draft),
      revision: 1,
    },
  }
}

/** A slip of the pen in the year would make a period of many centuries, drawn week by week. */
function likelyDay(text: string): Day | undefined {
  const day = parseDay(text)
  return day?.startsWith(CENTURY) ? day : undefined
}

function rulesOf({ programme, calendar }: PeriodDraft): Pick<Period, 'programmeId' | 'calendarId'> {
  return { ...(programme && { programmeId: programme }), ...(calendar && { calendarId: calendar }) }
}

/** @throws InvalidInputError with the first problem */
export function toPeriod(draft: PeriodDraft): Period {
  const parsed = parsePeriod(draft)
  if ('period' in parsed) return parsed.period
  throw new InvalidInputError(parsed.problems[0]?.code ?? 'period-day-invalid')
}

function problemsOfWords({ id, name, minSessions = '1' }: PeriodDraft): PeriodProblem[] {
  const isNamed = name.trim() !== '' && name.length <= LONGEST_NAME
  const isCount = /^\d{1,2}$/.test(minSessions)
  const isFew = Number(minSessions) >= 1 && Number(minSessions) <= MOST_SESSIONS
  return [
    ...when(!ID.test(id), 'id', 'period-id-invalid'),
    ...when(!isNamed, 'name', 'period-name-invalid'),
    ...when(!isCount || !isFew, 'minSessions', 'period-min-sessions-invalid'),
  ]
}

type Days = Readonly<Record<'from' | 'to' | 'due', Day | undefined>>

function problemsOfDays({ from, to, due }: Days): PeriodProblem[] {
  return [
    ...when(!from, 'from', 'period-day-invalid'),
    ...when(!to, 'to', 'period-day-invalid'),
    ...when(!due && to !== undefined, 'due', 'period-day-invalid'),
    ...when(isAfter(from, to), 'to', 'period-ends-before-it-begins'),
    ...when(due !== to && isAfter(from, due), 'due', 'period-due-before-it-begins'),
  ]
}

function isAfter(day: Day | undefined, other: Day | undefined): boolean {
  return day !== undefined && other !== undefined && day > other
}

function when(isWrong: boolean, field: PeriodField, code: string): PeriodProblem[] {
  return isWrong ? [{ field, code }] : []
}
