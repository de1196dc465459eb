import type { Cell, CellId, CoverageRepository } from '../../coverage/index.ts'
import type { Database, Row, Write } from './database.ts'
import { integer, json, text } from './rows.ts'

/** Sums of the smallest parts; every area's figures are a few of them. */
export function cellsIn(database: Database): Pick<CoverageRepository, 'storeCells' | 'listCells'> {
  return {
    async storeCells(periodId, cells) {
      await database.batch(cells.map((cell) => storeCell(periodId, cell)))
    },
    async listCells(periodId) {
      const rows = await database.all(
        'SELECT * FROM coverage_cells WHERE period_id = :periodId ORDER BY cell',
        { periodId },
      )
      return rows.map(toCell)
    },
  }
}

function storeCell(periodId: string, { id, basis, figures }: Cell): Write {
  return {
    sql: `INSERT INTO coverage_cells (period_id, cell, basis, body)
          VALUES (:periodId, :id, :basis, :body)
          ON CONFLICT (period_id, cell) DO UPDATE SET basis = :basis, body = :body
          WHERE basis < :basis`,
    parameters: { periodId, id, basis, body: JSON.stringify(figures) },
  }
}

// Sums that are older than the count of trained staff had none.
const NOT_YET_COUNTED = { trained: 0 }

function toCell(row: Row): Cell {
  return {
    id: text(row, 'cell') as CellId,
    basis: integer(row, 'basis'),
    figures: { ...NOT_YET_COUNTED, ...(json(row, 'body') as Cell['figures']) },
  }
}
