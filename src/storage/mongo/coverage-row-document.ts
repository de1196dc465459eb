import type { CoverageRow, RowKey, RowState } from '../../coverage/index.ts'
import type { Stage } from '../../schools/index.ts'
import { schemaOf } from './documents.ts'

type OfStages = Readonly<Partial<Record<Stage, string>>>

/** The whole row beside the fields by which it is found; no row before it was first computed. */
export interface RowDocument extends RowKey, OfStages {
  readonly _id: string
  readonly wanted: number
  readonly stored: number
  readonly dirty: boolean
  readonly code: string
  readonly cell: string
  /** Empty before the first row, like `status` and `computedOn`. */
  readonly sortKey: string
  readonly status: string
  readonly computedOn: string
  readonly changedAt?: Date
  readonly row?: CoverageRow
}

export const rowSchema = schemaOf({
  periodId: String,
  schoolId: String,
  wanted: Number,
  stored: Number,
  dirty: Boolean,
  code: String,
  cell: String,
  sortKey: String,
  status: String,
  th: String,
  thcs: String,
  thpt: String,
  care: String,
  computedOn: String,
  changedAt: Date,
  row: Object,
})

/** Neither part holds a blank, which sorts before whatever they hold: keys stand in the order of their parts. */
export function keyOf({ periodId, schoolId }: RowKey): string {
  return `${periodId} ${schoolId}`
}

export function rowsOf(documents: readonly RowDocument[]): readonly CoverageRow[] {
  return documents.flatMap(({ row }) => (row ? [toRow(row)] : []))
}

/** Rows that are older than the count of trained staff had none. */
function toRow(row: CoverageRow): CoverageRow {
  return { ...{ trained: 0 }, ...row }
}

export function toState({ periodId, schoolId, wanted, stored, row }: RowDocument): RowState {
  return { periodId, schoolId, wanted, stored, ...(row && { row: toRow(row) }) }
}
