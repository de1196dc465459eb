import type { Connection } from 'mongoose'

import type { Cell, CoverageRepository } from '../../coverage/index.ts'
import { documentsIn, schemaOf } from './documents.ts'
import type { Step } from './query.ts'

interface CellDocument {
  readonly _id: string
  readonly periodId: string
  readonly cell: Cell['id']
  readonly basis: number
  readonly figures: Cell['figures']
}

// Sums that are older than the count of trained staff had none.
const NOT_YET_COUNTED = { trained: 0 }

const schema = schemaOf({ periodId: String, cell: String, basis: Number, figures: Object })

/** Sums of the smallest parts; every area's figures are a few of them. */
export function cellsIn(
  connection: Connection,
): Pick<CoverageRepository, 'storeCells' | 'listCells'> {
  const cells = documentsIn<CellDocument>(connection, 'coverage_cells', schema)
  return {
    async storeCells(periodId, all) {
      await cells.changeEach(all.flatMap((cell) => storing(periodId, cell)))
    },
    async listCells(periodId) {
      const found = await cells.list({ periodId }, { sort: { cell: 1 } })
      return found.map(({ cell, basis, figures }) => ({
        id: cell,
        basis,
        figures: { ...NOT_YET_COUNTED, ...figures },
      }))
    },
  }
}

/** Adds it where it is not, then puts it over one of a smaller basis: no step can meet a key that is there. */
function storing(periodId: string, { id, basis, figures }: Cell): readonly Step<CellDocument>[] {
  const _id = `${periodId} ${id}`
  const adding = { $setOnInsert: { periodId, cell: id, basis, figures } }
  return [
    { filter: { _id }, change: adding, upsert: true },
    { filter: { _id, basis: { $lt: basis } }, change: { $set: { basis, figures } } },
  ]
}
