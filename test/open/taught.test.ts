import { expect } from 'chai'

import { createFindTaught } from '../../src/open/taught.ts'
import type { SchoolId } from '../../src/schools/index.ts'
import { aClock } from '../support/a-clock.ts'
import { aPeriod } from '../support/a-period.ts'
import { aSchool } from '../support/a-school.ts'

describe('what a school taught, at the end of an open module', () => {
  it('is asked of the store once a minute for a school, however many strangers look', async () => {
    const asked: string[] = []
    const clock = aClock()
    const findTaught = createFindTaught({
      periods: { list: () => Promise.resolve([aPeriod()]) },
      sessions: { listOfSchool: (id) => Promise.resolve(void asked.push(id)).then(() => []) },
      modules: { find: () => undefined },
      clock,
    })
    const [school, other] = [aSchool(), aSchool({ id: 'school-2' as SchoolId })]
    await Promise.all([findTaught(school), findTaught(school), findTaught(other)])
    clock.advance(59_000)
    expect(await findTaught(school)).to.have.property('periodName', aPeriod().name)
    expect(asked).to.deep.equal([school.id, other.id])
    clock.advance(1000)
    await findTaught(school)
    expect(asked).to.have.length(3)
  })
})
