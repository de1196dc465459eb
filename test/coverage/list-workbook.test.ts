import * as xlsx from '@e965/xlsx'
import { expect } from 'chai'
import fc from 'fast-check'

import type { Filters } from '../../src/coverage/filters.ts'
import type { CoverageRow, StageCoverage } from '../../src/coverage/index.ts'
import { listWorkbook } from '../../src/coverage/list-workbook.ts'
import { createTexts } from '../../src/web/index.ts'
import { MORNING } from '../support/a-clock.ts'
import { aRow } from '../support/a-coverage-row.ts'
import { anObligation, aPeriod } from '../support/a-period.ts'
import { anArea, aSchool } from '../support/a-school.ts'

type Cells = Readonly<Record<string, xlsx.CellObject>>

async function sheetsOf(rows: readonly CoverageRow[], filters: Filters = {}) {
  const bytes = await listWorkbook(
    {
      period: aPeriod(),
      filters,
      rows,
      areaName: (id) => (id === anArea().id ? anArea().name : undefined),
      now: new Date(MORNING),
    },
    createTexts(),
  )
  const { Sheets } = xlsx.read(bytes, { cellNF: true, cellFormula: true })
  return Sheets as Readonly<Record<string, Cells>>
}

const listOf = async (rows: readonly CoverageRow[], filters?: Filters) =>
  (await sheetsOf(rows, filters))['Danh sách']!

function withStage(changes: Partial<StageCoverage>): CoverageRow {
  const row = aRow()
  return { ...row, stages: row.stages.map((stage) => ({ ...stage, ...changes })) }
}

describe('the list as a workbook', () => {
  it('has a header and a line for each stage of a school', async () => {
    const combined = anObligation({}, aSchool({ kind: 'TH&THCS' }))
    const sheet = await listOf([aRow({ obligation: combined })])
    expect([sheet['A1']?.v, sheet['L1']?.v]).to.deep.equal(['Mã trường', 'Hạn'])
    expect([sheet['D2']?.v, sheet['D3']?.v]).to.deep.equal(['TH', 'THCS'])
    expect(sheet['E3']?.v).to.equal('Chưa có kế hoạch')
  })

  it('writes trained staff once for a school, so that a sum of the column counts nobody twice', async () => {
    const combined = anObligation({}, aSchool({ kind: 'TH&THCS' }))
    const sheets = await sheetsOf([{ ...aRow({ obligation: combined }), trained: 3 }])
    const sheet = sheets['Danh sách']!
    expect(sheet['M1']?.v).to.equal('Cán bộ, giáo viên đã học')
    expect([sheet['M2']?.v, sheet['M3']?.v]).to.deep.equal([3, undefined])
    const about = Object.values(sheets['Thông tin']!).map((cell) => cell.v)
    expect(about).to.include('3 người, năm học 2026-2027')
    const onlySecond = await listOf([{ ...aRow({ obligation: combined }), trained: 3 }], {
      stage: 'thcs',
    })
    expect(onlySecond['M2']?.v).to.equal(3)
  })

  it('writes codes as text and counts as numbers', async () => {
    const sheet = await listOf([withStage({ completions: 12 })])
    expect(sheet['A2']).to.include({ t: 's', v: '72000412' })
    expect(sheet['C2']).to.include({ t: 's', v: 'Xã Tân Lập' })
    const counts = ['F2', 'G2', 'H2', 'I2', 'K2'].map((at) => [sheet[at]?.t, sheet[at]?.v])
    expect(counts).to.deep.equal([
      ['n', 1],
      ['n', 1],
      ['n', 30],
      ['n', 60],
      ['n', 12],
    ])
  })

  it('writes shares and days as numbers in their format', async () => {
    const sheet = await listOf([aRow()])
    expect(sheet['J2']).to.include({ t: 'n', v: 0.5, z: '0.0%' })
    expect(sheet['L2']).to.include({ t: 'n', z: 'dd/mm/yyyy', w: '30/11/2026' })
  })

  it('hides counts of one to four pupils, and the share that would tell them', async () => {
    for (const few of [1, 4]) {
      const sheet = await listOf([withStage({ present: few, completions: few, enrolled: few })])
      expect([sheet['H2']?.v, sheet['K2']?.v]).to.deep.equal(['dưới 5', 'dưới 5'])
      expect(sheet['J2']?.v).to.equal(undefined)
      expect(sheet['I2']?.v).to.equal(few)
    }
  })

  it('shows none and five', async () => {
    for (const count of [0, 5]) {
      const sheet = await listOf([withStage({ present: count, completions: count })])
      expect([sheet['H2']?.v, sheet['K2']?.v]).to.deep.equal([count, count])
    }
  })

  it('runs nothing that a name says', async () => {
    const starts = fc.constantFrom('=', '+', '-', '@', '\t', '\r', "'=")
    await fc.assert(
      fc.asyncProperty(starts, fc.string({ maxLength: 20 }), async (start, rest) => {
        const sheet = await listOf([{ ...aRow(), name: `${start}${rest}` }])
        expect(sheet['B2']).to.include({ t: 's' })
        expect(sheet['B2']?.f).to.equal(undefined)
        expect(String(sheet['B2']?.v).startsWith("'")).to.equal(true)
      }),
      { numRuns: 40 },
    )
  })

  it('has just the stage that was asked for', async () => {
    const combined = anObligation({}, aSchool({ kind: 'TH&THCS' }))
    const sheet = await listOf([aRow({ obligation: combined })], { stage: 'thcs' })
    expect([sheet['D2']?.v, sheet['D3']]).to.deep.equal(['THCS', undefined])
  })

  it('says of which period, moment and filters it is', async () => {
    const about = (await sheetsOf([], { area: anArea().id, status: 'not-yet' }))['Thông tin']!
    expect(['B1', 'B2', 'B3', 'B4'].map((at) => about[at]?.v)).to.deep.equal([
      'Học kỳ I 2026–2027',
      '07:15 ngày 23/11/2026',
      '30/11/2026',
      'Xã Tân Lập · Chưa đạt (tất cả)',
    ])
  })
})
