import type { CoverageRepository, RowSeed, RowState, RowStore } from '../../coverage/index.ts'
import type { SchoolId } from '../../schools/index.ts'
import { cellsIn } from './coverage-cells.ts'
import { toRow } from './coverage-row-body.ts'
import { searchByCode, searchByNeed } from './coverage-search.ts'
import type { Database, Row, Write } from './database.ts'
import { integer, text } from './rows.ts'

const WANTED_AGAIN = 'wanted = wanted + 1, dirty = 1'

export function createCoverageRepository(database: Database): CoverageRepository {
  return {
    ...wantingIn(database),
    ...dirtyIn(database),
    ...rowsIn(database),
    ...cellsIn(database),
    search: (search) => searchByNeed(database, search),
    listByCode: (search) => searchByCode(database, search),
  }
}

type Rows = Pick<CoverageRepository, 'storeRows' | 'find' | 'listOfCell' | 'listChanged'>

function rowsIn(database: Database): Rows {
  const rowsWhere = async (clause: string, parameters: Readonly<Record<string, string>>) => {
    const rows = await database.all(
      `SELECT body FROM coverage_rows WHERE ${clause} AND body IS NOT NULL`,
      parameters,
    )
    return rows.map(toRow)
  }
  return {
    async storeRows(stores) {
      const changed = await database.batch(stores.map(storeRow))
      return changed.map((count) => count === 1)
    },
    async find(key) {
      const [row] = await rowsWhere('period_id = :periodId AND school_id = :schoolId', { ...key })
      return row
    },
    listOfCell: (periodId, cell) =>
      rowsWhere('period_id = :periodId AND cell = :cell', { periodId, cell }),
    async listChanged(periodId, since, limit) {
      const rows = await database.all(
        `SELECT body FROM coverage_rows WHERE period_id = :periodId AND changed_at >= :since
         ORDER BY changed_at DESC LIMIT :limit`,
        { periodId, since, limit },
      )
      return rows.map(toRow)
    },
  }
}

type Wanting = Pick<CoverageRepository, 'seed' | 'touch' | 'touchAll' | 'touchComputedBy'>

function wantingIn(database: Database): Wanting {
  return {
    async seed(seeds) {
      await database.batch(seeds.map(seedRow))
    },
    async touch(periodIds, schoolId) {
      await database.run(
        `UPDATE coverage_rows SET ${WANTED_AGAIN}
         WHERE school_id = :schoolId
           AND period_id IN (SELECT value FROM json_each(:periodIds))`,
        { schoolId, periodIds: JSON.stringify(periodIds) },
      )
    },
    async touchAll(periodId) {
      await database.run(`UPDATE coverage_rows SET ${WANTED_AGAIN} WHERE period_id = :periodId`, {
        periodId,
      })
    },
    async touchComputedBy(periodId, day) {
      await database.run(
        `UPDATE coverage_rows SET ${WANTED_AGAIN}
         WHERE period_id = :periodId AND computed_on <= :day AND dirty = 0`,
        { periodId, day },
      )
    },
  }
}

type Dirty = Pick<CoverageRepository, 'listDirty' | 'listDirtyOfSchool' | 'settle'>

function dirtyIn(database: Database): Dirty {
  return {
    async listDirty(after, limit) {
      const rows = await database.all(
        `SELECT period_id, school_id, wanted, stored, body FROM coverage_rows
         WHERE dirty = 1 AND (period_id, school_id) > (:periodId, :schoolId)
         ORDER BY period_id, school_id LIMIT :limit`,
        { periodId: after?.periodId ?? '', schoolId: after?.schoolId ?? '', limit },
      )
      return rows.map(toState)
    },
    async listDirtyOfSchool(schoolId) {
      const rows = await database.all(
        `SELECT period_id, school_id, wanted, stored, body FROM coverage_rows
         WHERE school_id = :schoolId AND dirty = 1 ORDER BY period_id`,
        { schoolId },
      )
      return rows.map(toState)
    },
    async settle(rows) {
      await database.batch(
        rows.map(({ periodId, schoolId, version }) => ({
          sql: `UPDATE coverage_rows SET dirty = 0
                WHERE period_id = :periodId AND school_id = :schoolId AND wanted = :version`,
          parameters: { periodId, schoolId, version },
        })),
      )
    },
  }
}

function seedRow({ periodId, schoolId, code, cell }: RowSeed): Write {
  return {
    sql: `INSERT INTO coverage_rows (period_id, school_id, wanted, stored, dirty, code, cell,
                                     sort_key, status, computed_on)
          VALUES (:periodId, :schoolId, 1, 0, 1, :code, :cell, '', '', '')
          ON CONFLICT (period_id, school_id) DO UPDATE SET ${WANTED_AGAIN}`,
    parameters: { periodId, schoolId, code, cell },
  }
}

function storeRow({ row, over }: RowStore): Write {
  const status = (stage: string) => row.stages.find((one) => one.stage === stage)?.status
  return {
    sql: `UPDATE coverage_rows
          SET stored = :version, code = :code, cell = :cell, sort_key = :sortKey, status = :status,
              th = :th, thcs = :thcs, thpt = :thpt, care = :care, computed_on = :computedOn,
              changed_at = :changedAt, body = :body
          WHERE period_id = :periodId AND school_id = :schoolId AND stored = :over`,
    parameters: {
      periodId: row.periodId,
      schoolId: row.schoolId,
      over,
      version: row.version,
      code: row.code,
      cell: row.cell,
      sortKey: row.sortKey,
      status: row.status,
      th: status('th'),
      thcs: status('thcs'),
      thpt: status('thpt'),
      care: status('care'),
      computedOn: row.computedOn,
      changedAt: row.log.at(-1)?.at,
      body: JSON.stringify(row),
    },
  }
}

function toState(row: Row): RowState {
  return {
    periodId: text(row, 'period_id'),
    schoolId: text(row, 'school_id') as SchoolId,
    wanted: integer(row, 'wanted'),
    stored: integer(row, 'stored'),
    ...(row['body'] !== null && { row: toRow(row) }),
  }
}
