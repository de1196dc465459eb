import type { Column } from './columns.ts'

/** A number only where the file has one; codes are always text, with the zeros that their format shows. */
export type Cell = string | number

export interface ListRow {
  /** As the sheet counts: the first is 1. */
  readonly row: number
  readonly cells: Readonly<Partial<Record<Column, Cell>>>
  /** What the row begins with, if that is nothing of a school. */
  readonly footnote?: Footnote
}

export type Footnote = 'total' | 'signature'

/** A file of schools, found and read, not yet understood. Plain data: it travels between threads and into the store. */
export interface SchoolList {
  /** The headers as they stand in the file. */
  readonly headers: Readonly<Partial<Record<Column, string>>>
  readonly rows: readonly ListRow[]
}

/** Why a file is no list; each has its sentence in the locales. */
export type ListProblemCode =
  | 'list-too-large'
  | 'list-unreadable'
  | 'list-protected'
  | 'list-header-missing'
  | 'list-empty'
  | 'list-too-slow'

export interface ListProblem {
  readonly problem: ListProblemCode
  /** Headers that were looked for in vain. */
  readonly missing?: readonly string[]
}

export function isProblem(outcome: object): outcome is ListProblem {
  return 'problem' in outcome
}
