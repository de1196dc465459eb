import type { ModuleId } from '../catalogue/index.ts'
import type { Brand, Day } from '../runtime/index.ts'
import type { SchoolId } from '../schools/index.ts'

export type OpenRunId = Brand<'OpenRunId'>

/** That somebody read an open module to its end: a *lượt*, of whom nothing is known. Never a completion. */
export interface OpenRun {
  /** Random, from the address that the run began with: pressed twice, it is one. */
  readonly id: OpenRunId
  readonly moduleId: ModuleId
  readonly moduleVersion: string
  /** Of the school whose public token the address carried. */
  readonly schoolId?: SchoolId
  readonly day: Day
}

export interface OpenRunsOf {
  readonly schoolId: SchoolId
  readonly from: Day
  readonly to: Day
}

export interface OpenRunDays {
  readonly from: Day
  readonly to: Day
}

/** Runs of one module in the whole province. */
export interface OpenRunCount {
  readonly moduleId: string
  /** By the sheet of a school. */
  readonly ofSchools: number
  /** Without a school's token, or with one that is nobody's. */
  readonly ofNone: number
}

/** Durable: a promise that resolves means that the fact survives a power cut. */
export interface OpenRunRepository {
  /** Writes the fact unless it is there. */
  record(run: OpenRun): Promise<void>
  /** From `from` to `to`, both included; by module. */
  countOfSchool(question: OpenRunsOf): Promise<ReadonlyMap<string, number>>
  /** From `from` to `to`, both included; by module, in no order. */
  countOfDays(days: OpenRunDays): Promise<readonly OpenRunCount[]>
}
