import { expect } from 'chai'

import { differences } from '../../../scripts/bench/coverage/agreement.ts'
import {
  type CoverageReport,
  failuresOf,
  isGood,
  toText,
} from '../../../scripts/bench/coverage/report.ts'

const TIMES = { p50Ms: 10, p95Ms: 20, p99Ms: 25 }

type Series = CoverageReport['series'][number]

function aSeries(overrides: Partial<Series> = {}): Series {
  return {
    page: 'department',
    contender: 'ours',
    clientCount: 1,
    isDepartment: true,
    server: TIMES,
    client: TIMES,
    cpuMs: 9,
    requestCount: 60,
    byteCount: 20_000,
    plainByteCount: 120_000,
    errorCount: 0,
    ...overrides,
  }
}

function aReport(overrides: Partial<CoverageReport> = {}): CoverageReport {
  return {
    bench: 'coverage',
    machine: { cores: 2, node: '24.0.0', loadBefore: 1 },
    province: {
      schoolCount: 1022,
      obligatedCount: 709,
      courseCount: 2000,
      completionCount: 2_000_000,
      largestSchool: 7000,
      sessionCount: 750,
      setUpMs: 9000,
    },
    series: [aSeries()],
    ratios: [],
    presses: {
      count: 50,
      press: TIMES,
      sessionAtOnce: 50,
      schoolAtOnce: 50,
      figure: { ...TIMES, longestMs: 40 },
      problems: [],
    },
    burst: { count: 200, recordMs: 300, figureMs: 500 },
    disagreements: [],
    ...overrides,
  }
}

const slow = { ...TIMES, p95Ms: 30.1 }
const { presses, burst } = aReport()

describe('report of the coverage bench', () => {
  it('is good where every aim is met', () => {
    expect(failuresOf(aReport())).to.deep.equal([])
    expect(isGood(aReport())).to.equal(true)
  })

  const failing: readonly (readonly [string, Partial<CoverageReport>])[] = [
    ['server p95 30.1 ms', { series: [aSeries({ server: slow })] }],
    ['2 errors', { series: [aSeries({ contender: 'naive', errorCount: 2 })] }],
    ['session at once: 49 of 50', { presses: { ...presses, sessionAtOnce: 49 } }],
    ['school at once: 49 of 50', { presses: { ...presses, schoolAtOnce: 49 } }],
    ['nobody had a session', { presses: { ...presses, count: 0 } }],
    ['press answered 409', { presses: { ...presses, problems: ['press answered 409'] } }],
    ['1001 ms', { presses: { ...presses, figure: { ...TIMES, longestMs: 1001 } } }],
    ['NaN ms', { burst: { ...burst, figureMs: NaN } }],
    ['met: the page has 1', { disagreements: ['met: the page has 1, the facts give 2'] }],
  ]
  for (const [words, overrides] of failing) {
    it(`is not good, and says so: ${words}`, () => {
      expect(isGood(aReport(overrides))).to.equal(false)
      expect(toText(aReport(overrides)))
        .to.contain('failed · ')
        .and.to.contain(words)
    })
  }

  for (const free of [
    { clientCount: 4 },
    { isDepartment: false },
    { contender: 'naive' },
  ] as const) {
    it(`holds the aim against one client on the department’s page only: not ${JSON.stringify(free)}`, () => {
      expect(isGood(aReport({ series: [aSeries({ server: slow, ...free })] }))).to.equal(true)
    })
  }
})

describe('agreement of the coverage bench', () => {
  const counted = {
    obligated: 9,
    met: 4,
    completions: 70,
    byStage: { th: { obligated: 9, met: 4 } },
  }

  it('takes a stage that nobody has for nought', () => {
    const ours = { ...counted, byStage: { ...counted.byStage, care: { obligated: 0, met: 0 } } }
    expect(differences(ours, counted)).to.deep.equal([])
  })

  it('names each figure that differs', () => {
    const ours = { ...counted, met: 5, byStage: { th: { obligated: 9, met: 5 } } }
    expect(differences(ours, counted)).to.deep.equal([
      'met: the page has 5, the facts give 4',
      'th met: the page has 5, the facts give 4',
    ])
  })
})
