import { expect } from 'chai'

import {
  type Contender,
  figuresOf,
  ratiosOf,
  type Sample,
  type Series,
} from '../../../scripts/bench/coverage/figures.ts'

function aSample(overrides: Partial<Sample> = {}): Sample {
  return {
    serverMs: [10, 10],
    clientMs: [20, 20],
    cpuMs: 16,
    byteCount: 1000,
    plainByteCount: 5000,
    problems: [],
    ...overrides,
  }
}

function aSeries(overrides: Partial<Series> = {}): Series {
  const base = {
    page: 'department',
    contender: 'ours',
    clientCount: 1,
    isDepartment: true,
  } as const
  return { ...base, ...overrides }
}

describe('figures of the coverage bench', () => {
  it('let one slow round not move the result', () => {
    const slow = aSample({ serverMs: [900, 900] })
    const { server } = figuresOf(aSeries(), [aSample(), slow, aSample()])
    expect(server).to.deep.equal({ p50Ms: 10, p95Ms: 10, p99Ms: 10 })
  })

  it('give the CPU time of one request', () => {
    expect(figuresOf(aSeries(), [aSample()]).cpuMs).to.equal(8)
  })

  it('count every answer that was not the page, and keep the first', () => {
    const rounds = [aSample({ problems: ['answered 500', 'answered 503'] }), aSample()]
    const expected = { errorCount: 2, firstError: 'answered 500', requestCount: 4 }
    expect(figuresOf(aSeries(), rounds)).to.include(expected)
  })

  it('compare ours with the floor and the naive count with ours, client for client', () => {
    const of = (contender: Contender, ms: number, clientCount = 1) =>
      figuresOf(aSeries({ contender, clientCount }), [aSample({ clientMs: [ms, ms] })])
    const all = [
      of('ours', 20),
      of('floor', 2),
      of('naive', 800),
      of('ours', 60, 4),
      of('floor', 3, 4),
    ]
    const told = ratiosOf(all).map((one) => [one.of, one.to, one.clientCount, one.p50])
    expect(told).to.deep.equal([
      ['ours', 'floor', 1, 10],
      ['naive', 'ours', 1, 40],
      ['ours', 'floor', 4, 20],
    ])
  })
})
