import type { Column } from './columns.ts'

/** Why a row is refused; each has its sentence in the locales under `schools.problems`. */
export type RowProblemCode =
  | 'code-missing'
  | 'code-malformed'
  | 'code-repeated'
  | 'name-missing'
  | 'text-too-long'
  | 'kind-missing'
  | 'kind-unknown'
  | 'ownership-unknown'
  | 'status-unknown'
  | 'number-malformed'
  | 'grade-not-taught'
  | 'classes-malformed'
  | 'email-malformed'
  | 'area-ambiguous'
  | 'cell-broken'

export interface RowProblem {
  readonly column: Column
  readonly code: RowProblemCode
  /** What stands in the cell, for the sentence. */
  readonly value: string
}
