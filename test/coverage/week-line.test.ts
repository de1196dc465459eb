import { expect } from 'chai'
import fc from 'fast-check'

import { figuresOf } from '../../src/coverage/figures.ts'
import { weekLineOf, weeksOf } from '../../src/coverage/week-line.ts'
import { addDays, type Day } from '../../src/runtime/index.ts'
import { createTexts } from '../../src/web/index.ts'
import { aRow } from '../support/a-coverage-row.ts'
import { aPeriod } from '../support/a-period.ts'

const PERIOD = aPeriod({ from: '2026-09-07' as Day, to: '2026-11-15' as Day })
const METS = { '2026-09-08': 1, '2026-09-13': 2, '2026-09-14': 4 } as Record<Day, number>
const weeks = (today: string, met = 7) =>
  weeksOf(PERIOD, { met, metOn: METS }, today as Day).map((week) => [week.on, week.met])

describe('the weeks of a period', () => {
  it('add up what was met by the end of each, to today', () => {
    expect(weeks('2026-09-21')).to.deep.equal([
      ['2026-09-13', 3],
      ['2026-09-20', 7],
      ['2026-09-21', 7],
    ])
  })

  it('are none before the period begins', () => {
    expect(weeks('2026-09-06')).to.deep.equal([])
  })

  it('end with the due day where that is the later one', () => {
    expect(weeks('2027-02-01').at(-1)?.[0]).to.equal('2026-11-30')
  })

  it('end with what is met today, however late it came', () => {
    expect(weeks('2027-02-01', 9).at(-1)?.[1]).to.equal(9)
  })

  it('never fall', () => {
    const days = fc.dictionary(
      fc.integer({ min: 0, max: 120 }).map((day) => addDays(PERIOD.from, day)),
      fc.integer({ min: 1, max: 50 }),
    )
    const offsets = fc.integer({ min: 0, max: 150 })
    fc.assert(
      fc.property(days, offsets, (metOn, offset) => {
        const today = addDays(PERIOD.from, offset)
        const past = Object.entries(metOn).filter(([day]) => day <= today)
        const met = past.reduce((sum, [, count]) => sum + count, 0)
        const figures = { met, metOn: Object.fromEntries(past) as Record<Day, number> }
        const counts = weeksOf(PERIOD, figures, today).map((week) => week.met)
        expect(counts).to.deep.equal(counts.toSorted((one, other) => one - other))
        expect(counts.at(-1)).to.equal(met)
      }),
    )
  })
})

describe('the line of the weeks', () => {
  const line = (today: string, rows = [aRow()]) =>
    weekLineOf(PERIOD, { figures: figuresOf(rows), today: today as Day }, createTexts())

  it('begins at nothing and ends at today’s share, inside its frame', () => {
    const points = line('2026-11-23')?.points.split(' ') ?? []
    expect(points[0]).to.equal('48,126')
    expect(points.at(-1)).to.match(/^\d+(\.\d)?,18$/)
    const xs = points.map((point) => Number(point.split(',')[0]))
    expect(xs).to.deep.equal(xs.toSorted((one, other) => one - other))
    expect(Math.max(...xs)).to.be.at.most(410)
  })

  it('says in words and in a table what it draws', () => {
    const drawn = line('2026-11-23')
    expect(drawn?.label).to.equal('Tỉ lệ đơn vị đạt theo tuần, đến nay 100%')
    expect(drawn?.rows.at(-1)).to.deep.equal({
      week: '12',
      on: '23/11/2026',
      met: '1',
      percent: '100%',
    })
  })

  it('is not drawn while nobody owes anything, or before the period', () => {
    expect(line('2026-11-23', [])).to.equal(undefined)
    expect(line('2026-09-01')).to.equal(undefined)
  })
})
