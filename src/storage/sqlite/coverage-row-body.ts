import type { CoverageRow, StatusChange } from '../../coverage/index.ts'
import type { Row } from './database.ts'
import { json } from './rows.ts'

type StoredRow = Omit<CoverageRow, 'log' | 'trained'> & {
  readonly trained?: number
  readonly log: readonly (Omit<StatusChange, 'at'> & { readonly at: string })[]
}

/** The whole row is kept as one text beside the columns by which it is found. */
export function toRow(row: Row): CoverageRow {
  // Rows that are older than the count of trained staff had none.
  const { trained = 0, ...stored } = json(row, 'body') as StoredRow
  return {
    ...stored,
    trained,
    log: stored.log.map((change) => ({ ...change, at: new Date(change.at) })),
  }
}
