import { expect } from 'chai'

import {
  median,
  type PhaseFigures,
  type Round,
  timesOf,
  toResult,
} from '../../../scripts/bench/launch/figures.ts'

function aPhase(overrides: Partial<PhaseFigures> = {}): Round['launch'] {
  const times = { p50Ms: 10, p95Ms: 20, p99Ms: 30 }
  const figures = { count: 100, elapsedMs: 500, errorCount: 0, ...times, ...overrides }
  return { figures, spent: { cpuMs: 50, storeTripCount: 200 } }
}

function aRound(overrides: Partial<Round> = {}): Round {
  return { logIn: aPhase(), launch: aPhase(), openPage: aPhase(), ...overrides }
}

describe('bench figures', () => {
  it('reads percentiles by nearest rank', () => {
    const latenciesMs = Array.from({ length: 100 }, (_, index) => 100 - index)
    expect(timesOf(latenciesMs)).to.deep.equal({ p50Ms: 50, p95Ms: 95, p99Ms: 99 })
  })

  it('takes the middle of an odd and the mean of the two middles of an even number of rounds', () => {
    expect(median([9, 1, 5])).to.equal(5)
    expect(median([9, 1, 5, 3])).to.equal(4)
  })

  it('lets one slow round not move the result', () => {
    const slow = aRound({ launch: aPhase({ elapsedMs: 50_000 }) })
    expect(toResult([aRound(), slow, aRound()]).launchesPerS).to.equal(200)
  })

  it('counts all three phases into a flow', () => {
    const { flowsPerS } = toResult([aRound({ openPage: aPhase({ elapsedMs: 1000 }) })])
    expect(flowsPerS).to.equal(50)
  })

  it('gives what one pupil cost in each phase', () => {
    const { cpuMs, storeTrips } = toResult([aRound()])
    expect(cpuMs.launch).to.equal(0.5)
    expect(storeTrips.launch).to.equal(2)
  })
})
