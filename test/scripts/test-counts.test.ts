import { expect } from 'chai'

import { addCounts, countsIn, NOTHING, printCounts } from '../../scripts/test-counts.ts'

describe('counts of a run of tests', () => {
  it('are those of the last line that says any', () => {
    const printed =
      '3 passed, 0 failed\nleft out: a browser\n7 passed, 1 failed, 2 skipped\nlines 97 %\n'
    expect(countsIn(printed)).to.deep.equal({ passed: 7, failed: 1, skipped: 2 })
  })

  it('are none where no line says any', () => {
    expect(countsIn('Error: no such file\n')).to.deep.equal(NOTHING)
  })

  it('add up, and are printed as they are read', () => {
    const one = { passed: 3, failed: 0, skipped: 0 }
    const sum = addCounts(one, { passed: 4, failed: 1, skipped: 2 })
    expect(printCounts(sum)).to.equal('7 passed, 1 failed, 2 skipped')
    expect(printCounts(one)).to.equal('3 passed, 0 failed')
    expect(countsIn(printCounts(sum))).to.deep.equal(sum)
  })
})
