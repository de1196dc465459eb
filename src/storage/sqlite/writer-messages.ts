import type { Bound } from './connection.ts'

export interface BoundWrite {
  readonly sql: string
  readonly bound: Bound
}

/** Writes that belong together: all of them or none. */
export interface WriteJob {
  readonly id: number
  readonly file: string
  readonly writes: readonly BoundWrite[]
}

/** Closes the file once what was asked for before is done. */
export interface CloseJob {
  readonly id: number
  readonly file: string
  readonly close: true
}

/** Errors of node:sqlite lose their own fields on the way between threads. */
export interface WriteFailure {
  readonly message: string
  readonly code?: string | undefined
  readonly errcode?: number | undefined
}

export type WriteOutcome = { readonly id: number } & (
  { readonly changed: readonly number[] } | { readonly failure: WriteFailure }
)
