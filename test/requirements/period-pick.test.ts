import { expect } from 'chai'

import type { Period } from '../../src/requirements/index.ts'
import { createPeriodPick } from '../../src/requirements/period-pick.ts'
import type { Day } from '../../src/runtime/index.ts'
import { aClock } from '../support/a-clock.ts'
import { aPeriod, aPlannedPeriod } from '../support/a-period.ts'

const clock = aClock()
const between = (from: string, to: string) => ({ from: from as Day, to: to as Day })

describe('the department’s pick of the period', () => {
  const pickOf = (...periods: readonly Period[]) =>
    createPeriodPick({ clock, periods: { list: () => Promise.resolve(periods) } })()

  it('is none where no period is open', async () => {
    expect(await pickOf()).to.equal(undefined)
    expect(await pickOf(aPlannedPeriod(), aPeriod({ state: 'closed' }))).to.equal(undefined)
  })

  it('is that of the open period that runs today', async () => {
    const later = aPeriod({ name: 'Sau', modules: ['B2'], ...between('2027-01-01', '2027-05-31') })
    const now = aPeriod({ name: 'Nay', modules: ['A1'], ...between('2026-09-01', '2026-12-31') })
    expect(await pickOf(later, now))
      .to.include({ name: 'Nay' })
      .and.deep.include({ modules: ['A1'] })
  })

  it('is the latest open one between two periods', async () => {
    const past = aPeriod({ name: 'Trước', ...between('2026-09-01', '2026-10-31') })
    expect(await pickOf(past)).to.include({ name: 'Trước' })
  })
})
