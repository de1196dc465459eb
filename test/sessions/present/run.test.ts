import { expect } from 'chai'
import fc from 'fast-check'

import {
  minutesOf,
  mostHandsOf,
  type Run,
  type RunReport,
  stepped,
  withReport,
} from '../../../src/sessions/present/run.ts'
import { aRun } from '../../support/a-run.ts'

const MINUTE_MS = 60_000
const at = (minutes: number) => new Date(aRun().startedAt.getTime() + minutes * MINUTE_MS)
const NOTHING: RunReport = { polls: [], hasEnded: false }

const REPORT: fc.Arbitrary<RunReport> = fc
  .record({
    slide: fc.integer({ min: 0, max: 40 }),
    hasEnded: fc.boolean(),
    after: fc.integer({ min: 0, max: 90 }),
    counts: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 50 })),
  })
  .map(({ slide, hasEnded, after, counts }) => ({
    slide,
    hasEnded,
    afterMs: after * MINUTE_MS,
    polls: [{ blockId: 'binh-chon', counts }],
  }))

describe('a run after a report', () => {
  it('remembers the furthest slide, whatever comes later', () => {
    const ahead = withReport(aRun(), { ...NOTHING, slide: 7 }, at(5))
    const backAgain = withReport(ahead, { ...NOTHING, slide: 3 }, at(6))
    expect([ahead.slideReached, backAgain.slideReached]).to.deep.equal([7, 7])
  })

  it('remembers how many slides were seen at most, and no more than there are', () => {
    const seen = (run: Run, slidesSeen: number) =>
      withReport(run, { ...NOTHING, slidesSeen }, at(1))
    expect(aRun()).to.not.have.property('slidesSeen')
    expect(seen(aRun(), 4).slidesSeen).to.equal(4)
    expect(seen(seen(aRun(), 4), 2).slidesSeen).to.equal(4)
    expect(seen(aRun(), 4000).slidesSeen).to.equal(aRun().slideCount)
  })

  it('has no slide that the module does not have', () => {
    expect(withReport(aRun(), { ...NOTHING, slide: 999 }, at(5)).slideReached).to.equal(19)
  })

  it('has the counts that were told last, and keeps the others', () => {
    const told = (counts: Record<string, number>) => ({
      ...NOTHING,
      polls: [{ blockId: 'binh-chon', counts }],
    })
    const first = withReport(aRun(), told({ a: 3, b: 1 }), at(5))
    const second = withReport(first, told({ a: 4 }), at(5))
    expect(second.polls).to.deep.equal([{ blockId: 'binh-chon', counts: { a: 4, b: 1 } }])
  })

  it('says the same when the report comes twice', () => {
    fc.assert(
      fc.property(REPORT, REPORT, (before, report) => {
        const run = withReport(withReport(aRun(), before, at(100)), report, at(100))
        expect(withReport(run, report, at(180))).to.equal(run)
      }),
    )
  })

  it('only ever grows in slides and time', () => {
    fc.assert(
      fc.property(REPORT, REPORT, (one, other) => {
        const before = withReport(aRun(), one, at(100))
        const after = withReport(before, other, at(100))
        expect(after.slideReached).to.be.at.least(before.slideReached)
        expect(after.lastSeenAt.getTime()).to.be.at.least(before.lastSeenAt.getTime())
        if (before.endedAt) expect(after.endedAt).to.deep.equal(before.endedAt)
      }),
    )
  })

  it('is the very run where nothing is new', () => {
    const run = aRun({ slideReached: 4 })
    expect(withReport(run, { ...NOTHING, slide: 2, afterMs: 59_000 }, at(5))).to.equal(run)
  })

  it('took as long as the projector says, though the report is hours late', () => {
    const late = { ...NOTHING, slide: 19, hasEnded: true, afterMs: 37 * MINUTE_MS }
    const run = withReport(aRun(), late, at(240))
    expect(minutesOf(run)).to.equal(37)
    expect(run.endedAt).to.deep.equal(at(37))
  })

  it('never lasts into the future', () => {
    const report = { ...NOTHING, slide: 2, afterMs: 600 * MINUTE_MS }
    expect(withReport(aRun(), report, at(10)).lastSeenAt).to.deep.equal(at(10))
  })

  it('lasts on while somebody talks about a slide, told once a minute', () => {
    const run = withReport(aRun(), { ...NOTHING, slide: 1, afterMs: 20 * MINUTE_MS }, at(20))
    expect(minutesOf(run)).to.equal(20)
  })

  it('lasts at least a minute', () => {
    expect(minutesOf(aRun())).to.equal(1)
  })
})

describe('hands', () => {
  const polled = (blockId: string, counts: Record<string, number>) => ({ blockId, counts })

  it('go up and down by one, never below nothing', () => {
    const run = aRun({ polls: [polled('binh-chon', { a: 1 })] })
    const after = (by: 1 | -1, row: string) => stepped(run, 'binh-chon', { row, by }).counts
    expect(after(1, 'a')).to.deep.equal({ a: 2 })
    expect(after(-1, 'b')).to.deep.equal({ a: 1, b: 0 })
  })

  it('tell how many pupils were there: the most that went up at one time', () => {
    const polls = [polled('binh-chon', { a: 3, b: 20 }), polled('one:q1', { a: 27 })]
    expect(mostHandsOf({ polls })).to.equal(27)
    expect(mostHandsOf({ polls: [] })).to.equal(0)
  })

  it('count one row alone where a pupil may raise a hand for several', () => {
    expect(mostHandsOf({ polls: [polled('many:q2', { a: 27, b: 25, c: 3 })] })).to.equal(27)
  })
})
