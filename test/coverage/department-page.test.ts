import { expect } from 'chai'

import { type DepartmentFacts, departmentPage } from '../../src/coverage/department-page.ts'
import { type CoverageRow, figuresOf } from '../../src/coverage/index.ts'
import { STAGE_STATUSES, type StageStatus } from '../../src/requirements/index.ts'
import type { Day } from '../../src/runtime/index.ts'
import { createTexts } from '../../src/web/index.ts'
import { MORNING } from '../support/a-clock.ts'
import { aRow } from '../support/a-coverage-row.ts'
import { anObligation, aPeriod, aPlannedPeriod } from '../support/a-period.ts'
import { anArea, aSchool } from '../support/a-school.ts'

const PERIOD = aPeriod()
const COMMUNE = anArea()

function withStatus(status: StageStatus, changes: Partial<CoverageRow> = {}): CoverageRow {
  const row = aRow()
  const stages = row.stages.map((stage) => ({ ...stage, status }))
  return { ...row, status, stages, ...changes }
}

interface Given extends Partial<Omit<DepartmentFacts, 'page'>> {
  readonly rows?: readonly CoverageRow[]
  readonly next?: string
}

function pageOf({ rows = [aRow()], next, ...facts }: Given = {}) {
  const figures = figuresOf(rows)
  return departmentPage(
    {
      period: PERIOD,
      periods: [PERIOD],
      filters: { period: PERIOD.id },
      part: { figures, communes: [{ communeId: COMMUNE.id, figures }] },
      page: { rows, ...(next !== undefined && { next }) },
      changed: [],
      places: {
        areas: [COMMUNE],
        mayReadAll: true,
        mayRead: () => true,
        areaName: (id) => (id === COMMUNE.id ? COMMUNE.name : undefined),
      },
      now: new Date(MORNING),
      ...facts,
    },
    createTexts(),
  )
}

describe('the headline of the department’s page', () => {
  it('is the share of schools with its parts, its date and its bar', () => {
    const rows = [aRow(), aRow(), withStatus('held-unconfirmed')]
    const page = pageOf({ rows })
    const { percent, text, meter } = page.headline
    expect([percent, text]).to.deep.equal(['66,7%', '2 / 3 đơn vị'])
    expect(meter).to.deep.equal({
      met: 66.7,
      waiting: 33.3,
      label: 'Đạt 66,7%, chờ xác nhận 33,3%',
    })
    expect(page.asOf).to.equal('Tính đến 07:15 ngày 23/11/2026')
    expect(page.due).to.equal('Hạn 30/11/2026, còn 7 ngày')
  })

  it('is a dash while nobody owes anything', () => {
    const { percent, met, obligated } = pageOf({ rows: [] }).headline
    expect([percent, met, obligated]).to.deep.equal(['–', 0, 0])
  })

  const today = '2026-11-23' as Day
  const changes = [
    {
      on: 'more were met',
      rows: [withStatus('met', { metOn: today })],
      text: '+1 đơn vị so với hôm qua',
    },
    {
      on: 'more were lost',
      rows: [withStatus('returned', { lostOn: today })],
      text: '−1 đơn vị so với hôm qua',
    },
    { on: 'nothing changed', rows: [aRow()], text: 'Không đổi so với hôm qua' },
  ]
  for (const { on, rows, text } of changes) {
    it(`says what changed against yesterday where ${on}`, () => {
      expect(pageOf({ rows }).headline.change?.text).to.equal(text)
    })
  }

  it('says of a closed period when it was closed, and nothing of yesterday', () => {
    const closedAt = new Date('2026-11-20T03:00:00Z')
    const page = pageOf({ period: aPeriod({ state: 'closed', closedAt }) })
    expect(page.asOf).to.equal('Tính đến 10:00 ngày 20/11/2026')
    expect(page.headline.change).to.equal(undefined)
  })

  it('counts what is not yet met, each count a link to its schools', () => {
    const rows = STAGE_STATUSES.map((status) => withStatus(status))
    const { counts, exempt } = pageOf({
      rows,
      filters: { period: 'p', area: 'a', stage: 'th' },
    }).headline
    expect(counts.map(({ view, count }) => [view.status, count])).to.deep.equal([
      ['overdue', 1],
      ['returned', 1],
      ['no-plan', 1],
      ['planned', 1],
      ['held-unconfirmed', 1],
    ])
    expect(counts[0]?.url).to.equal('/coverage?period=p&area=a&status=overdue#list')
    expect(exempt).to.equal('1 đơn vị được miễn trừ, không tính vào tỉ lệ')
  })

  it('keeps the two other figures apart from it, and calls reach an estimate', () => {
    const [reach, modules] = pageOf().headline.others
    expect(reach).to.include({ percent: '50%', text: '30 / 60 học sinh' })
    expect(reach?.title).to.contain('ước tính')
    expect(modules).to.include({ percent: '3,3%', text: '2 / 60 lượt' })
  })

  it('gives completions no share where the period has no modules', () => {
    const rows = [aRow({ period: aPeriod({ modules: [] }) })]
    const modules = pageOf({ rows }).headline.others[1]
    expect(modules).not.to.have.property('percent')
    expect(modules?.text).to.contain('2 lượt hoàn thành')
  })
})

describe('the rest of the department’s page', () => {
  const combined = aSchool({ code: '72000999', kind: 'TH&THCS' })
  const half = aRow({ obligation: anObligation({}, combined) })

  it('stands by stage, only stages that somebody teaches', () => {
    const stages = pageOf({ rows: [aRow(), half] }).stages
    expect(stages.map(({ stage, text, percent }) => [stage, text, percent])).to.deep.equal([
      ['th', '2 / 2', '100%'],
      ['thcs', '0 / 1', '0%'],
    ])
  })

  it('shows stages of one school that stand alike together, and others apart', () => {
    const alike = {
      ...half,
      stages: half.stages.map((one) => ({ ...one, sessions: 0, status: 'no-plan' as const })),
    }
    const rows = pageOf({ rows: [half, alike] }).rows
    expect(rows[0]?.stages.map(({ label, view }) => [label, view.label])).to.deep.equal([
      ['TH', 'Đạt'],
      ['THCS', 'Chưa có kế hoạch'],
    ])
    expect(rows[1]?.stages.map(({ label }) => label)).to.deep.equal(['TH · THCS'])
    expect(rows.map(({ sessions }) => sessions)).to.deep.equal(['1/1 · 0/1', '0/1'])
  })

  it('shows of a school just the stage that is asked for', () => {
    const [row] = pageOf({ rows: [half], filters: { period: PERIOD.id, stage: 'thcs' } }).rows
    expect(row?.stages.map(({ label }) => label)).to.deep.equal(['THCS'])
    expect(row?.sessions).to.equal('0/1')
  })

  it('names name, commune, code and evidence of a school, and leads to its page', () => {
    const [row] = pageOf().rows
    expect(row).to.include({
      name: 'Trường Tiểu học Nguyễn Trãi',
      code: '72000412',
      commune: 'Xã Tân Lập',
      evidence: 'Nhật ký trình chiếu',
      url: '/coverage/schools/72000412?period=2026-2027-hk1',
    })
  })

  it('leads on and back with the same filters', () => {
    const filters = { period: 'p', stage: 'th', status: 'not-yet', after: 'x' } as const
    const page = pageOf({ next: 'y', filters })
    expect(page.nextUrl).to.equal('/coverage?period=p&stage=th&status=not-yet&after=eQ#list')
    expect(page.firstUrl).to.equal('/coverage?period=p&stage=th&status=not-yet#list')
    expect(pageOf()).not.to.have.any.keys('nextUrl', 'firstUrl')
  })

  it('copies what is not yet met, whatever settled status the list shows', () => {
    const copy = (status: 'met' | 'overdue') => pageOf({ filters: { period: 'p', status } }).copyUrl
    expect(copy('met')).to.equal('/coverage/not-yet.txt?period=p')
    expect(copy('overdue')).to.equal('/coverage/not-yet.txt?period=p&status=overdue')
  })

  it('marks in its forms what is chosen, and keeps what the other form asks', () => {
    const page = pageOf({ filters: { period: PERIOD.id, area: COMMUNE.id, status: 'not-yet' } })
    const chosen = [...page.placeForm.choices, ...page.rowForm.choices].map(({ name, options }) => [
      name,
      options.find(({ isChosen }) => isChosen)?.label,
    ])
    expect(chosen).to.deep.equal([
      ['period', PERIOD.name],
      ['area', COMMUNE.name],
      ['stage', 'Tất cả'],
      ['status', 'Chưa đạt (tất cả)'],
    ])
    expect(page.placeForm.kept).to.deep.equal([{ name: 'status', value: 'not-yet' }])
    expect(page.rowForm.clearUrl).to.equal(`/coverage?period=${PERIOD.id}&area=${COMMUNE.id}#list`)
  })

  it('says that nothing is counted while the period is not open', () => {
    expect(pageOf({ period: aPlannedPeriod(), rows: [] }).isPlanned).to.equal(true)
  })

  it('lists what became of which school since yesterday, here alone', () => {
    const at = new Date('2026-11-22T02:00:00Z')
    const entry = { stage: 'th', from: 'planned', to: 'met', version: 2 } as const
    const old = { ...entry, at: new Date('2026-11-21T16:00:00Z') }
    const changed = [aRow({}, 1), half].map((row) => ({ ...row, log: [old, { ...entry, at }] }))
    const figures = figuresOf(changed)
    const cells = [aRow().cell]
    const communes = [{ communeId: COMMUNE.id, figures }]
    const elsewhere = { ...changed[1]!, cell: 'elsewhere|' as CoverageRow['cell'] }
    const page = pageOf({ changed: [changed[0]!, elsewhere], part: { figures, cells, communes } })
    expect(
      page.changes.map(({ code, from, to, at: when }) => [code, from.label, to.label, when]),
    ).to.deep.equal([['72000412', 'Có kế hoạch', 'Đạt', '09:00 ngày 22/11/2026']])
  })
})
