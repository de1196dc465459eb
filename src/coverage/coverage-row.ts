import type { StageStatus } from '../requirements/index.ts'
import { STAGE_STATUSES } from '../requirements/index.ts'
import type { Brand, Day } from '../runtime/index.ts'
import { type SchoolId, searchKey, type Stage } from '../schools/index.ts'
import type { Evidence } from '../sessions/index.ts'

/** Schools of one commune under one manager: the smallest part of which sums are kept; every area is a set of them. */
export type CellId = Brand<'CellId'>

/** One stage of one school in one period. Counts of people are of distinct classes (architecture §7). */
export interface StageCoverage {
  readonly stage: Stage
  readonly status: StageStatus
  /** Valid and confirmed. */
  readonly sessions: number
  readonly owed: number
  readonly present: number
  readonly enrolled: number
  readonly completions: number
  readonly dueOn: Day
}

/** A status that became another; kept in the row that it is of, so a rebuild that finds the same adds nothing. */
export interface StatusChange {
  readonly stage: Stage
  readonly from: StageStatus
  readonly to: StageStatus
  readonly at: Date
  /** Of the row that first showed it. */
  readonly version: number
}

/** Completions of the period's modules ÷ enrolment × modules of their grade. */
export interface ModuleCount {
  readonly completions: number
  readonly expected: number
}

/** What follows from one school's facts in one period. */
export interface ComputedRow {
  readonly periodId: string
  readonly schoolId: SchoolId
  readonly code: string
  readonly name: string
  readonly communeId?: string
  readonly managedById?: string
  readonly cell: CellId
  /** Order of the department's list: what needs most first, then the name; unique in its period. */
  readonly sortKey: string
  /** Of the stage that needs most. */
  readonly status: StageStatus
  readonly stages: readonly StageCoverage[]
  readonly modules: ModuleCount
  /** Staff who finished a module for staff in the school year of the period; in none of the three figures. */
  readonly trained: number
  readonly evidence: readonly Evidence['kind'][]
  readonly exemptReason?: string
  /** The day on which the last owed confirmation came; only while the row is met. */
  readonly metOn?: Day
  /** The day for which the row holds: tomorrow a due day may have passed. */
  readonly computedOn: Day
}

/** The read model of one school in one period: always computed anew from the facts, never counted up. */
export interface CoverageRow extends ComputedRow {
  readonly version: number
  /** Oldest first. */
  readonly log: readonly StatusChange[]
  /** The day on which a met row stopped being so; until it is met again. */
  readonly lostOn?: Day
}

interface Places {
  readonly communeId?: string | undefined
  readonly managedById?: string | undefined
}

export function cellOf({ communeId = '', managedById = '' }: Places): CellId {
  return `${communeId}|${managedById}` as CellId
}

export function placesOfCell(cell: CellId): Places {
  const [communeId = '', managedById = ''] = cell.split('|')
  return { ...(communeId !== '' && { communeId }), ...(managedById !== '' && { managedById }) }
}

/** Names are folded, so that `Ấp Bắc` stands at A; the code makes it unique. */
export function sortKeyOf({ status, name, code }: Pick<ComputedRow, 'status' | 'name' | 'code'>) {
  return `${STAGE_STATUSES.indexOf(status)} ${searchKey(name)} ${code}`
}
