import { expect } from 'chai'
import fc from 'fast-check'

import {
  daysBetween,
  dueText,
  momentText,
  percentText,
  statusViews,
} from '../../src/coverage/coverage-words.ts'
import { addDays, type Day } from '../../src/runtime/index.ts'
import { createTexts } from '../../src/web/index.ts'
import { aPeriod, aPlannedPeriod } from '../support/a-period.ts'

const texts = createTexts()

describe('a share in words', () => {
  it('has one decimal behind a comma', () => {
    expect(percentText(538 / 760, texts)).to.equal('70,8%')
  })

  it('is whole only where nothing is missing', () => {
    const counts = fc.integer({ min: 2, max: 30_000 })
    fc.assert(
      fc.property(counts, (whole) => {
        expect(percentText(1, texts)).to.equal('100%')
        expect(percentText((whole - 1) / whole, texts)).not.to.equal('100%')
        expect(percentText(1 / whole, texts)).not.to.equal('0%')
      }),
    )
  })

  it('is a dash where there is nothing to divide by', () => {
    expect(percentText(undefined, texts)).to.equal('–')
  })
})

describe('a due day in words', () => {
  const on = (day: string) => dueText(aPeriod(), day as Day, texts)

  it('says how many days are left', () => {
    expect(on('2026-11-23')).to.equal('Hạn 30/11/2026, còn 7 ngày')
  })

  it('says that today is the last one', () => {
    expect(on('2026-11-30')).to.equal('Hạn 30/11/2026, hôm nay là ngày cuối')
  })

  it('says that it has passed', () => {
    expect(on('2026-12-01')).to.equal('Đã qua hạn 30/11/2026')
  })

  it('says that figures stand, or that nothing is counted yet', () => {
    const today = '2026-12-01' as Day
    expect(dueText(aPeriod({ state: 'closed' }), today, texts)).to.contain('kỳ đã chốt')
    expect(dueText(aPlannedPeriod(), today, texts)).to.contain('Kỳ chưa mở')
  })
})

describe('a moment in words', () => {
  it('is of the clock of Việt Nam', () => {
    expect(momentText(new Date('2026-11-22T17:05:00Z'), texts)).to.equal('00:05 ngày 23/11/2026')
  })
})

describe('days between two days', () => {
  it('are as many as were added', () => {
    const from = '2026-01-01' as Day
    fc.assert(
      fc.property(fc.integer({ min: -5000, max: 5000 }), (count) => {
        expect(daysBetween(from, addDays(from, count))).to.equal(count)
      }),
    )
  })
})

describe('a status', () => {
  it('has its own sign and its own word', () => {
    const views = Object.values(statusViews(texts))
    expect(new Set(views.map(({ sign }) => sign)).size).to.equal(7)
    expect(new Set(views.map(({ label }) => label)).size).to.equal(7)
  })
})
