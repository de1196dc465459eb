import { expect } from 'chai'

import { shownPeriod } from '../../src/coverage/shown-period.ts'
import type { Day } from '../../src/runtime/index.ts'
import { aPeriod, aPlannedPeriod } from '../support/a-period.ts'

const TODAY = '2026-11-23' as Day
const due = (id: string, on: string) => aPeriod({ id, due: on as Day })

describe('the period that is shown where none is asked for', () => {
  it('is the open one that is due next', () => {
    const periods = [
      due('later', '2027-01-09'),
      due('next', '2026-11-23'),
      due('past', '2026-11-22'),
    ]
    expect(shownPeriod(periods, TODAY)?.id).to.equal('next')
  })

  it('is the open one that was due last, where all are late', () => {
    const periods = [due('longer', '2026-10-01'), due('last', '2026-11-20')]
    expect(shownPeriod(periods, TODAY)?.id).to.equal('last')
  })

  it('is the latest closed one, where none is open', () => {
    const periods = [
      aPlannedPeriod({ id: 'planned' }),
      aPeriod({ id: 'latest', state: 'closed' }),
      aPeriod({ id: 'older', state: 'closed' }),
    ]
    expect(shownPeriod(periods, TODAY)?.id).to.equal('latest')
  })

  it('is none while none was opened', () => {
    expect(shownPeriod([aPlannedPeriod()], TODAY)).to.equal(undefined)
  })
})
