import { expect } from 'chai'

import { isFlat, spreadOf } from '../../../scripts/bench/memory/flatness.ts'

describe('the memory bench', () => {
  it('takes the greatest distance from the median', () => {
    expect(spreadOf([100, 96, 110])).to.equal(0.1)
    expect(spreadOf([100, 88, 104])).to.equal(0.12)
  })

  it('fails what creeps up, though each step is small', () => {
    expect(isFlat([50, 51, 50, 52])).to.equal(true)
    expect(isFlat([50, 52, 54, 56, 58, 60, 62])).to.equal(false)
  })
})
