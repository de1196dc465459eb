import { expect } from 'chai'

import { cellOf, type CoverageRow, figuresOf } from '../../../src/coverage/index.ts'
import type { Day } from '../../../src/runtime/index.ts'
import { aRow, seedFor } from '../../support/a-coverage-row.ts'
import { anObligation } from '../../support/a-period.ts'
import { anArea, aSchool } from '../../support/a-school.ts'
import { onEveryEngine } from '../../support/engines.ts'

const PERIOD = aRow().periodId
const ROW = aRow()
const KEY = { periodId: PERIOD, schoolId: ROW.schoolId }

/** Unmet, in another commune, and with two stages. */
function other(code: string, name: string): CoverageRow {
  const communeId = anArea({ name: 'Phường Tân Ninh' }).id
  const school = aSchool({ code, name, kind: 'TH&THCS', communeId })
  return aRow({ obligation: anObligation({}, school), sessions: [] })
}

onEveryEngine('CoverageRepository', (opened) => {
  const rows = () => opened().storage.coverageRows
  const dirty = async () =>
    (await rows().listDirty(undefined, 100)).map(({ wanted, stored }) => ({ wanted, stored }))

  /** As the projector does it. */
  async function project(...all: readonly CoverageRow[]): Promise<void> {
    await rows().seed(all.map(seedFor))
    await rows().storeRows(all.map((row) => ({ row, over: 0 })))
    await rows().settle(all.map((row) => ({ ...seedFor(row), version: row.version })))
  }

  it('gives back a row, to another process too', async () => {
    await project(ROW)
    expect(await opened().reopen().coverageRows.find(KEY)).to.deep.equal(ROW)
  })

  it('wants a new row, which shows nothing until it is computed', async () => {
    await rows().seed([seedFor(ROW)])
    expect(await rows().listDirty(undefined, 10)).to.deep.equal([{ ...KEY, wanted: 1, stored: 0 }])
    expect(await rows().find(KEY)).to.equal(undefined)
    expect((await rows().search({ periodId: PERIOD, limit: 10 })).rows).to.deep.equal([])
    expect((await rows().listByCode({ periodId: PERIOD, limit: 10 })).rows).to.deep.equal([])
  })

  it('wants a row again when it is touched, in the periods named', async () => {
    await project(ROW)
    await rows().touch(['another'], ROW.schoolId)
    expect(await dirty()).to.deep.equal([])
    await rows().touch([PERIOD], ROW.schoolId)
    await rows().touch([PERIOD], ROW.schoolId)
    expect(await dirty()).to.deep.equal([{ wanted: 3, stored: 1 }])
  })

  it('wants all rows of a period, or those computed by a day', async () => {
    const second = other('72000501', 'Trường Tân Lập')
    await project(ROW, second)
    await rows().touchComputedBy(PERIOD, '2026-11-22' as Day)
    expect(await dirty()).to.deep.equal([])
    await rows().touchComputedBy(PERIOD, '2026-11-23' as Day)
    expect(await dirty()).to.have.length(2)
    await rows().touchAll(PERIOD)
    expect(await dirty()).to.deep.equal([
      { wanted: 3, stored: 1 },
      { wanted: 3, stored: 1 },
    ])
  })

  it('pages through the wanted rows by their keys', async () => {
    await project(ROW, other('72000501', 'Trường Tân Lập'))
    await rows().touchAll(PERIOD)
    const [first] = await rows().listDirty(undefined, 1)
    const [second] = await rows().listDirty(first, 1)
    expect(second?.schoolId).not.to.equal(first?.schoolId)
    expect(await rows().listDirty(second, 1)).to.deep.equal([])
  })

  it('lists the wanted rows of one school, in all its periods', async () => {
    const second = other('72000501', 'Trường Tân Lập')
    await project(ROW, second)
    await rows().seed([{ ...seedFor(ROW), periodId: 'another' }])
    await rows().touch([PERIOD], second.schoolId)
    const listed = async (schoolId: typeof ROW.schoolId) =>
      (await rows().listDirtyOfSchool(schoolId)).map(({ periodId, row }) => [periodId, row?.code])
    expect(await listed(ROW.schoolId)).to.deep.equal([['another', undefined]])
    expect(await listed(second.schoolId)).to.deep.equal([[PERIOD, second.code]])
  })

  it('wants a row again that is seeded again', async () => {
    await project(ROW)
    await rows().seed([seedFor(ROW)])
    expect(await dirty()).to.deep.equal([{ wanted: 2, stored: 1 }])
    expect(await rows().find(KEY)).to.deep.equal(ROW)
  })

  it('stores a row only over the version that was read', async () => {
    await project(ROW)
    const newer = { ...ROW, version: 3, name: 'Tên mới' }
    expect(await rows().storeRows([{ row: newer, over: 1 }])).to.deep.equal([true])
    const slow = { ...ROW, version: 2 }
    expect(await rows().storeRows([{ row: slow, over: 1 }])).to.deep.equal([false])
    expect(await rows().find(KEY)).to.deep.equal(newer)
  })

  it('stays wanted when something happened meanwhile', async () => {
    await project(ROW)
    await rows().touch([PERIOD], ROW.schoolId)
    const [{ wanted } = { wanted: 0 }] = await rows().listDirty(undefined, 1)
    await rows().touch([PERIOD], ROW.schoolId)
    await rows().storeRows([{ row: { ...ROW, version: wanted }, over: 1 }])
    await rows().settle([{ ...KEY, version: wanted }])
    expect(await dirty()).to.deep.equal([{ wanted: 3, stored: 2 }])
  })

  it('keeps the sum with the larger basis', async () => {
    const id = cellOf(ROW)
    const newer = { id, basis: 5, figures: figuresOf([ROW]) }
    await rows().storeCells(PERIOD, [newer])
    await rows().storeCells(PERIOD, [{ id, basis: 4, figures: figuresOf([]) }])
    expect(await rows().listCells(PERIOD)).to.deep.equal([newer])
    expect(await rows().listCells('another')).to.deep.equal([])
  })

  it('lists the rows of a cell', async () => {
    const second = other('72000501', 'Trường Tân Lập')
    await project(ROW, second)
    expect(await rows().listOfCell(PERIOD, cellOf(second))).to.deep.equal([second])
  })

  describe('searching', () => {
    const none = other('72000501', 'Trường Đồng Tâm')
    const late = other('72000502', 'Trường Ấp Bắc')
    const search = async (question: object) => {
      const found = await rows().search({ periodId: PERIOD, limit: 10, ...question })
      return found.rows.map(({ code }) => code)
    }
    beforeEach(() => project(ROW, none, late))

    it('puts those first that need most, then by name without its marks', async () => {
      expect(await search({})).to.deep.equal([late.code, none.code, ROW.code])
    })

    it('goes on where the page before ended', async () => {
      const first = await rows().search({ periodId: PERIOD, limit: 2 })
      expect(first.rows.map(({ code }) => code)).to.deep.equal([late.code, none.code])
      expect(await search({ after: first.next })).to.deep.equal([ROW.code])
      const last = await rows().search({ periodId: PERIOD, limit: 3 })
      expect(last).not.to.have.property('next')
    })

    it('filters by cells, by stage and by status', async () => {
      expect(await search({ cells: [cellOf(ROW)] })).to.deep.equal([ROW.code])
      expect(await search({ cells: [] })).to.deep.equal([])
      expect(await search({ stage: 'thcs' })).to.deep.equal([late.code, none.code])
      expect(await search({ statuses: ['met'] })).to.deep.equal([ROW.code])
      expect(await search({ stage: 'th', statuses: ['met', 'overdue'] })).to.deep.equal([ROW.code])
      expect(await search({ stage: 'thcs', statuses: ['met'] })).to.deep.equal([])
    })

    it('lists by code for machines, page by page', async () => {
      const page = await rows().listByCode({ periodId: PERIOD, limit: 2 })
      expect(page.rows.map(({ code }) => code)).to.deep.equal([ROW.code, none.code])
      const rest = await rows().listByCode({ periodId: PERIOD, limit: 2, after: page.next! })
      expect(rest.rows.map(({ code }) => code)).to.deep.equal([late.code])
    })

    it('lists what changed since a moment', async () => {
      const since = (text: string) => rows().listChanged(PERIOD, new Date(text), 10)
      expect(await since('2026-11-23T00:15:00.250Z')).to.deep.equal([ROW])
      expect(await since('2026-11-23T00:15:00.251Z')).to.deep.equal([])
    })
  })
})
