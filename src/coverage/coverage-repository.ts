import type { StageStatus } from '../requirements/index.ts'
import type { Day } from '../runtime/index.ts'
import type { SchoolId, Stage } from '../schools/index.ts'
import type { CellId, CoverageRow } from './coverage-row.ts'
import type { Figures } from './figures.ts'
import type { TrainedPerson } from './trained-people.ts'

export interface RowKey {
  readonly periodId: string
  readonly schoolId: SchoolId
}

/** A row that is wanted before it is first computed. */
export interface RowSeed extends RowKey {
  readonly code: string
  readonly cell: CellId
}

/** A row is dirty while `wanted` is ahead of what was stored. */
export interface RowState extends RowKey {
  readonly wanted: number
  /** Version of the stored row; 0 before the first. */
  readonly stored: number
  readonly row?: CoverageRow
}

/** To be stored over the version that was read, and over no other. */
export interface RowStore {
  readonly row: CoverageRow
  readonly over: number
}

export interface RowVersion extends RowKey {
  readonly version: number
}

/** Sums of one cell. `basis`, the sum of its rows' versions, only grows: of two sums the larger basis is newer. */
export interface Cell {
  readonly id: CellId
  readonly basis: number
  readonly figures: Figures
}

export interface RowSearch {
  readonly periodId: string
  /** Absent: everywhere. */
  readonly cells?: readonly CellId[] | undefined
  readonly stage?: Stage | undefined
  /** Of the stage asked for, else of the school. */
  readonly statuses?: readonly StageStatus[] | undefined
  /** `next` of the page before. */
  readonly after?: string | undefined
  readonly limit: number
}

export interface RowPage {
  readonly rows: readonly CoverageRow[]
  /** Absent on the last page. */
  readonly next?: string
}

/** The read model with its versions (architecture §3.5). Every method is one step on one record, or a bulk of such. */
export interface CoverageRepository {
  /** Wants these rows; where one is there already, wants it again. */
  seed(seeds: readonly RowSeed[]): Promise<void>
  /** Wants the school's rows of these periods again. */
  touch(periodIds: readonly string[], schoolId: SchoolId): Promise<void>
  touchAll(periodId: string): Promise<void>
  /** Wants those again that were computed on or before the day. */
  touchComputedBy(periodId: string, day: Day): Promise<void>
  /** In the order of their keys. */
  listDirty(after: RowKey | undefined, limit: number): Promise<readonly RowState[]>
  /** Those of one school. */
  listDirtyOfSchool(schoolId: SchoolId): Promise<readonly RowState[]>
  /** Tells of each whether it was stored. */
  storeRows(stores: readonly RowStore[]): Promise<readonly boolean[]>
  /** These are clean, unless they were wanted again meanwhile. */
  settle(rows: readonly RowVersion[]): Promise<void>
  find(key: RowKey): Promise<CoverageRow | undefined>
  listOfCell(periodId: string, cell: CellId): Promise<readonly CoverageRow[]>
  /** Keeps whichever has the larger basis. */
  storeCells(periodId: string, cells: readonly Cell[]): Promise<void>
  listCells(periodId: string): Promise<readonly Cell[]>
  /** What needs most first. */
  search(search: RowSearch): Promise<RowPage>
  listByCode(search: Pick<RowSearch, 'periodId' | 'cells' | 'after' | 'limit'>): Promise<RowPage>
  /** Rows of which a status changed since the moment; the latest first. */
  listChanged(periodId: string, since: Date, limit: number): Promise<readonly CoverageRow[]>
}

/** Completions by identified learners, as far as coverage asks. */
export interface CompletionCounter {
  /** Of the school's courses, from `from` to `to`, both included; by module. */
  countOfSchool(question: {
    readonly schoolId: SchoolId
    readonly from: Day
    readonly to: Day
  }): Promise<ReadonlyMap<string, number>>
}

/** Staff of a school who finished a module for staff; stands beside the figures and enters none. */
export interface TrainedLister {
  /** One for each person, module and course or account; in no order. */
  listOfSchool(question: {
    readonly schoolId: SchoolId
    /** `2026-2027` */
    readonly schoolYear: string
  }): Promise<readonly TrainedPerson[]>
}
