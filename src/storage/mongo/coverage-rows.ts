import type { Connection } from 'mongoose'

import type { CoverageRepository, RowSeed, RowStore } from '../../coverage/index.ts'
import { cellsIn } from './coverage-cells.ts'
import { keyOf, type RowDocument, rowSchema, rowsOf, toState } from './coverage-row-document.ts'
import { searchByCode, searchByNeed } from './coverage-search.ts'
import { type Documents, documentsIn } from './documents.ts'
import type { Change, Step } from './query.ts'

const WANTED_AGAIN = { $inc: { wanted: 1 }, $set: { dirty: true } }

export function createCoverageRepository(connection: Connection): CoverageRepository {
  const rows = documentsIn<RowDocument>(connection, 'coverage_rows', rowSchema)
  return {
    ...wantingIn(rows),
    ...dirtyIn(rows),
    ...rowsIn(rows),
    ...cellsIn(connection),
    search: (search) => searchByNeed(rows, search),
    listByCode: (search) => searchByCode(rows, search),
  }
}

type Rows = Documents<RowDocument>
type Stores = Pick<CoverageRepository, 'storeRows' | 'find' | 'listOfCell' | 'listChanged'>

function rowsIn(rows: Rows): Stores {
  return {
    // Each on its own: a bulk would only tell how many were stored, not which.
    storeRows: (stores) => Promise.all(stores.map((store) => storeRow(rows, store))),
    async find(key) {
      return (await rows.first({ _id: keyOf(key) }))?.row
    },
    async listOfCell(periodId, cell) {
      return rowsOf(await rows.list({ periodId, cell }))
    },
    async listChanged(periodId, since, limit) {
      const filter = { periodId, changedAt: { $gte: since } }
      return rowsOf(await rows.list(filter, { sort: { changedAt: -1 }, limit }))
    },
  }
}

type Wanting = Pick<CoverageRepository, 'seed' | 'touch' | 'touchAll' | 'touchComputedBy'>

function wantingIn(rows: Rows): Wanting {
  return {
    async seed(seeds) {
      await rows.changeEach(seeds.map(seeding))
    },
    async touch(periodIds, schoolId) {
      const keys = periodIds.map((periodId) => keyOf({ periodId, schoolId }))
      await rows.changeAll({ _id: { $in: keys } }, WANTED_AGAIN)
    },
    touchAll: (periodId) => rows.changeAll({ periodId }, WANTED_AGAIN),
    touchComputedBy: (periodId, day) =>
      rows.changeAll({ periodId, computedOn: { $lte: day }, dirty: false }, WANTED_AGAIN),
  }
}

type Dirty = Pick<CoverageRepository, 'listDirty' | 'listDirtyOfSchool' | 'settle'>

function dirtyIn(rows: Rows): Dirty {
  return {
    async listDirty(after, limit) {
      const filter = { dirty: true, _id: { $gt: after ? keyOf(after) : '' } }
      return (await rows.list(filter, { sort: { _id: 1 }, limit })).map(toState)
    },
    async listDirtyOfSchool(schoolId) {
      return (await rows.list({ schoolId, dirty: true }, { sort: { _id: 1 } })).map(toState)
    },
    async settle(versions) {
      await rows.changeEach(
        versions.map(({ version, ...key }) => ({
          filter: { _id: keyOf(key), wanted: version },
          change: { $set: { dirty: false } },
        })),
      )
    },
  }
}

function seeding({ periodId, schoolId, code, cell }: RowSeed): Step<RowDocument> {
  const none = { stored: 0, sortKey: '', status: '', computedOn: '' }
  const $setOnInsert = { periodId, schoolId, code, cell, ...none }
  const filter = { _id: keyOf({ periodId, schoolId }) }
  return { filter, change: { ...WANTED_AGAIN, $setOnInsert }, upsert: true }
}

function storeRow(rows: Rows, { row, over }: RowStore): Promise<boolean> {
  return rows.change({ _id: keyOf(row), stored: over }, storing(row))
}

function storing(row: RowStore['row']): Change<RowDocument> {
  const { version, code, cell, sortKey, status, computedOn, stages, log } = row
  const ofStages = Object.fromEntries(stages.map((one) => [one.stage, one.status]))
  const changedAt = log.at(-1)?.at
  const gone = (['th', 'thcs', 'thpt', 'care'] as const).filter((stage) => !(stage in ofStages))
  return {
    $set: {
      ...{ stored: version, code, cell, sortKey, status, computedOn, row, ...ofStages },
      ...(changedAt && { changedAt }),
    },
    $unset: {
      ...Object.fromEntries(gone.map((stage) => [stage, 1])),
      ...(!changedAt && { changedAt: 1 }),
    },
  }
}
