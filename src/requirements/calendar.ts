import { type Day, parseDay, startOf } from '../runtime/index.ts'
import type { RuleRecords } from './rule-records.ts'

export interface CalendarRange {
  readonly name: string
  readonly from: Day
  readonly to: Day
}

/**
 * Named ranges of days that periods are made from: school terms, or the quarters that state reports know; they collide,
 * and a session belongs to every period that covers its day (domain §1.6).
 */
export interface Calendar {
  readonly id: string
  readonly name: string
  /** The decision that fixes it. */
  readonly basis: string
  /** False: a guess that somebody still has to confirm. */
  readonly isConfirmed: boolean
  readonly ranges: readonly CalendarRange[]
  readonly revision: number
}

export type CalendarRepository = RuleRecords<Calendar>

/** What a person typed; one range a line: `Học kỳ I; 07/09/2026; 09/01/2027`. */
export interface CalendarDraft {
  readonly id: string
  readonly name: string
  readonly basis: string
  readonly isConfirmed: boolean
  readonly ranges: string
}

export type CalendarField = keyof CalendarDraft

export interface CalendarProblem {
  readonly field: CalendarField
  /** Its sentence stands under `errors.<code>`. */
  readonly code: string
  /** Of the line of `ranges` that it is about; counts from 1. */
  readonly line?: number
}

type Parsed = { readonly calendar: Calendar } | { readonly problems: readonly CalendarProblem[] }

const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/
const LONGEST_NAME = 200
const MOST_RANGES = 24
// A name that is not empty, and two days.
const RANGE = /^\s*([^;\s][^;]{0,199});([^;]+);([^;]+)$/

/** The first revision; all problems at once, each with its field. */
export function parseCalendar(draft: CalendarDraft): Parsed {
  const lines = draft.ranges.split('\n').filter((line) => line.trim() !== '')
  const ranges = lines.map(parseRange)
  const name = draft.name.trim()
  const isNamed = name !== '' && name.length <= LONGEST_NAME
  const isCount = lines.length > 0 && lines.length <= MOST_RANGES
  const problems: readonly CalendarProblem[] = [
    ...(ID.test(draft.id) ? [] : [{ field: 'id', code: 'rule-id-invalid' } as const]),
    ...(isNamed ? [] : [{ field: 'name', code: 'rule-name-invalid' } as const]),
    ...(isCount ? [] : [{ field: 'ranges', code: 'calendar-without-ranges' } as const]),
    ...ranges.flatMap((range, index): CalendarProblem[] =>
      range ? [] : [{ field: 'ranges', code: 'calendar-range-invalid', line: index + 1 }],
    ),
  ]
  if (problems.length > 0) return { problems }
  const { id, isConfirmed } = draft
  const known = ranges.filter((range) => range !== undefined)
  const basis = draft.basis.trim()
  return { calendar: { id, name, basis, isConfirmed, ranges: known, revision: 1 } }
}

function parseRange(line: string): CalendarRange | undefined {
  const [, name = '', first = '', last = ''] = RANGE.exec(line) ?? []
  const from = parseDay(first)
  const to = parseDay(last)
  return from && to && from <= to ? { name: name.trim(), from, to } : undefined
}

/** As a person edits them again. */
export function rangesText(
  ranges: readonly CalendarRange[],
  dateOf: (date: Date) => string,
): string {
  return ranges
    .map(({ name, from, to }) => [name, dateOf(startOf(from)), dateOf(startOf(to))].join('; '))
    .join('\n')
}
