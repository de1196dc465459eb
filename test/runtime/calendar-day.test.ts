import { expect } from 'chai'
import fc from 'fast-check'

import { addDays, type Day, dayOf, parseDay, startOf } from '../../src/runtime/index.ts'

describe('calendar day', () => {
  it('changes at midnight in Vietnam', () => {
    expect(dayOf(new Date('2026-11-22T16:59:59.999Z'))).to.equal('2026-11-22')
    expect(dayOf(new Date('2026-11-22T17:00:00.000Z'))).to.equal('2026-11-23')
  })

  it('starts where it changes', () => {
    const date = fc.date({
      min: new Date('2000-01-01'),
      max: new Date('2100-01-01'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(date, (moment) => {
        const start = startOf(dayOf(moment))
        expect(dayOf(start)).to.equal(dayOf(moment))
        expect(dayOf(new Date(start.getTime() - 1))).not.to.equal(dayOf(moment))
      }),
    )
  })

  it('is read as computers and as people write it', () => {
    for (const text of ['2026-11-03', '03/11/2026', '3/11/2026', ' 2026-11-03 ']) {
      expect(parseDay(text)).to.equal('2026-11-03')
    }
  })

  it('is not read from what is no day', () => {
    for (const text of [
      '31/02/2026',
      '2026-13-01',
      '29/02/2026',
      '11-03',
      '',
      'hôm nay',
      '1/1/26',
    ]) {
      expect(parseDay(text), text).to.equal(undefined)
    }
  })

  it('counts on over months and leap years', () => {
    expect(addDays('2028-02-28' as Day, 2)).to.equal('2028-03-01')
    expect(addDays('2026-01-01' as Day, -1)).to.equal('2025-12-31')
  })
})
