import { expect } from 'chai'
import fc from 'fast-check'

import { spread } from '../../../scripts/bench/coverage/world/courses.ts'
import { thinned } from '../../../scripts/bench/coverage/world/schools.ts'

describe('world of the coverage bench', () => {
  it('spreads exactly the completions asked for, none below nought', () => {
    const weights = fc
      .array(fc.nat(3000), { minLength: 1 })
      .filter((all) => all.some((one) => one > 0))
    fc.assert(
      fc.property(fc.nat(5_000_000), weights, (total, each) => {
        const parts = spread(total, each)
        expect(parts.reduce((sum, part) => sum + part, 0)).to.equal(total)
        expect(Math.min(...parts)).to.be.at.least(0)
      }),
    )
  })

  it('gives as many as the pupils are', () => {
    expect(spread(100, [1, 0, 3])).to.deep.equal([25, 0, 75])
  })

  it('keeps as many schools as asked for, from the whole list', () => {
    const all = Array.from({ length: 1022 }, (_, index) => index)
    expect(thinned(all, 1022)).to.have.lengthOf(1022)
    const few = thinned(all, 4)
    expect(few).to.have.lengthOf(4)
    expect(few.at(0)).to.be.below(300)
    expect(few.at(-1)).to.be.above(900)
  })
})
