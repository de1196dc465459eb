import { expect } from 'chai'
import * as fc from 'fast-check'

import { computeRow, figuresOf, nextRow, ratioOf, sumFigures } from '../../src/coverage/index.ts'
import { STAGE_STATUSES } from '../../src/requirements/index.ts'
import { type Day, startOf } from '../../src/runtime/index.ts'
import { aRow, someFacts } from '../support/a-coverage-row.ts'
import { anObligation, aPeriod } from '../support/a-period.ts'
import { aHeldSession } from '../support/a-province.ts'
import { aSchool } from '../support/a-school.ts'

const MET = aRow()
const WAITING = aRow({ sessions: [aHeldSession({ state: 'held' })] })
const EXEMPT = aRow({ obligation: anObligation({ exempt: { reason: 'Đang sửa chữa' } }) })
const COMBINED = aRow({ obligation: anObligation({}, aSchool({ kind: 'TH&THCS' })), sessions: [] })
const LOST = nextRow(MET, computeRow(someFacts({ sessions: [], completions: new Map() })), {
  version: 2,
  at: startOf('2026-11-24' as Day),
})
const UNPICKED = aRow({ period: aPeriod({ modules: [] }) })

describe('the figures of some schools', () => {
  it('are zeros for no school', () => {
    const none = figuresOf([])
    expect(none).to.deep.include({ obligated: 0, met: 0, metOn: {}, lostOn: {} })
    expect(none.reach).to.deep.equal({ enrolled: 0, present: 0 })
    expect(none.modules).to.deep.equal({ completions: 0, expected: 0 })
    expect(Object.keys(none.byStatus)).to.deep.equal([...STAGE_STATUSES])
  })

  it('count a school once, and each of its stages', () => {
    const figures = figuresOf([MET, WAITING, COMBINED])
    expect(figures).to.include({ obligated: 3, met: 1 })
    expect(figures.byStatus).to.include({ met: 1, 'held-unconfirmed': 1, 'no-plan': 1 })
    expect(figures.byStage).to.deep.equal({
      th: { obligated: 3, met: 1, waiting: 1 },
      thcs: { obligated: 1, met: 0, waiting: 0 },
      thpt: { obligated: 0, met: 0, waiting: 0 },
      care: { obligated: 0, met: 0, waiting: 0 },
    })
  })

  it('add up trained staff, of exempt schools too, and let them into no other figure', () => {
    const rows = [MET, WAITING, EXEMPT]
    const { trained, ...others } = figuresOf(rows.map((row) => ({ ...row, trained: 2 })))
    const { trained: none, ...same } = figuresOf(rows)
    expect([trained, none]).to.deep.equal([6, 0])
    expect(others).to.deep.equal(same)
  })

  it('add up pupils and completions', () => {
    const figures = figuresOf([MET, WAITING, UNPICKED])
    expect(figures.reach).to.deep.equal({ enrolled: 180, present: 60 })
    expect(figures.modules).to.deep.equal({ completions: 6, expected: 120 })
  })

  it('have an exempt school in nothing but its status', () => {
    const { byStatus, ...others } = figuresOf([EXEMPT])
    const { byStatus: _none, ...nothing } = figuresOf([])
    expect(byStatus.exempt).to.equal(1)
    expect(others).to.deep.equal(nothing)
  })

  it('say on which days schools were met, and ceased to be', () => {
    const figures = figuresOf([MET, MET, LOST])
    expect(figures.metOn).to.deep.equal({ '2026-11-10': 2 })
    expect(figures.lostOn).to.deep.equal({ '2026-11-24': 1 })
  })
})

describe('the sum of figures', () => {
  const someRows = fc.array(fc.constantFrom(MET, WAITING, EXEMPT, COMBINED, LOST, UNPICKED), {
    maxLength: 12,
  })

  it('of parts is that of the whole, however it was cut', () => {
    fc.assert(
      fc.property(fc.array(someRows, { maxLength: 4 }), (parts) => {
        expect(sumFigures(parts.map(figuresOf))).to.deep.equal(figuresOf(parts.flat()))
      }),
    )
  })

  it('has its days in the order of the calendar', () => {
    const later = { ...MET, metOn: '2026-11-20' as Day }
    const earlier = { ...MET, metOn: '2026-09-20' as Day }
    const days = (rows: readonly (typeof MET)[]) => Object.keys(figuresOf(rows).metOn)
    expect(days([later, MET, earlier])).to.deep.equal(['2026-09-20', '2026-11-10', '2026-11-20'])
    const summed = sumFigures([figuresOf([later]), figuresOf([earlier])])
    expect(Object.keys(summed.metOn)).to.deep.equal(['2026-09-20', '2026-11-20'])
  })
})

describe('a ratio', () => {
  it('is the part of the whole, and nothing where there is no whole', () => {
    expect(ratioOf(3, 4)).to.equal(0.75)
    expect(ratioOf(0, 4)).to.equal(0)
    expect(ratioOf(0, 0)).to.equal(undefined)
  })
})
