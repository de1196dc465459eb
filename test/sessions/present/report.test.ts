import { expect } from 'chai'

import { ballotOfQuestion } from '../../../src/sessions/present/ballot.ts'
import { readReport, readStep } from '../../../src/sessions/present/report.ts'
import { aQuestion } from '../../support/a-module.ts'

const ballot = ballotOfQuestion(aQuestion())
const ballots = new Map([[ballot.id, ballot]])
const pollsOf = (...poll: readonly string[]) => readReport({ poll }, ballots).polls

describe('a report of a projector', () => {
  it('tells slide, time, end and counts', () => {
    const body = { slide: '4', after: '610', end: '1', poll: 'one:q1 a=3 b=0' }
    expect(readReport(body, ballots)).to.deep.equal({
      slide: 4,
      afterMs: 610_000,
      hasEnded: true,
      polls: [{ blockId: 'one:q1', counts: { a: 3, b: 0 } }],
    })
  })

  it('tells nothing where nothing was sent', () => {
    expect(readReport({}, ballots)).to.deep.equal({ hasEnded: false, polls: [] })
  })

  for (const value of ['-1', '1.5', '1e3', 'NaN', '10000', ' 3', '', '0x3', '３']) {
    it(`passes over a count of “${value}”, and keeps the others`, () => {
      expect(pollsOf(`one:q1 a=${value} b=2`)).to.deep.equal([
        { blockId: 'one:q1', counts: { b: 2 } },
      ])
    })
  }

  it('passes over questions and rows that the module does not have', () => {
    expect(
      pollsOf('one:other a=3', 'one:q1 z=3', '__proto__ a=1', 'one:q1 __proto__=1'),
    ).to.deep.equal([])
  })

  it('passes over numbers that are none', () => {
    const { slide, afterMs } = readReport({ slide: 'x', after: '-5' }, ballots)
    expect([slide, afterMs]).to.deep.equal([undefined, undefined])
  })
})

describe('a press of + or −', () => {
  const stepOf = (step: string, of = 'one:q1') => readStep({ ballot: of, step }, ballots)

  it('names row and way', () => {
    expect(stepOf('b+')).to.deep.equal({ blockId: 'one:q1', row: 'b', by: 1 })
    expect(stepOf('b-')).to.deep.equal({ blockId: 'one:q1', row: 'b', by: -1 })
  })

  it('is none for what the module does not have', () => {
    expect([stepOf('z+'), stepOf('b'), stepOf('b+', 'other')]).to.deep.equal([
      ...[undefined, undefined, undefined],
    ])
  })
})
