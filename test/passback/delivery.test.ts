import { expect } from 'chai'
import fc from 'fast-check'

import { decideNext, type Delivery, deliveryOf } from '../../src/passback/index.ts'
import { aScoreIntent } from '../support/a-completion.ts'

const now = new Date('2026-11-23T02:00:00.000Z')
const waiting = deliveryOf(aScoreIntent(), now)
const answered = (status: number) => ({ kind: 'answered', status }) as const

describe('decideNext', () => {
  const table = [
    { outcome: { kind: 'accepted' } as const, state: 'delivered' },
    { outcome: answered(409), state: 'delivered' },
    { outcome: answered(400), state: 'abandoned' },
    { outcome: { kind: 'unreadable' } as const, state: 'abandoned' },
    { outcome: answered(401), state: 'waiting' },
    { outcome: answered(403), state: 'waiting' },
    { outcome: answered(404), state: 'waiting' },
    { outcome: answered(429), state: 'waiting' },
    { outcome: answered(302), state: 'waiting' },
    { outcome: answered(500), state: 'waiting' },
    { outcome: answered(503), state: 'waiting' },
    { outcome: { kind: 'unreachable', reason: 'ECONNREFUSED' } as const, state: 'waiting' },
    { outcome: { kind: 'no-registration' } as const, state: 'waiting' },
  ]
  for (const { outcome, state } of table) {
    it(`is ${state} after ${JSON.stringify(outcome)}`, () => {
      const next = decideNext(waiting, outcome, { now, random: 0 })
      expect(next).to.include({ state, tryCount: 1, revision: 2 })
      expect(next.sealedSub).to.equal(state === 'waiting' ? waiting.sealedSub : undefined)
    })
  }

  it('tries again within 5 s at first and never later than an hour', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.double({ min: 0, max: 1, noNaN: true }), (tryCount, random) => {
        const next = decideNext({ ...waiting, tryCount }, answered(500), { now, random })
        const waitMs = next.nextTryAt.getTime() - now.getTime()
        expect(waitMs).to.be.within(2000, 3_600_000)
        if (tryCount === 0) expect(waitMs).to.be.at.most(5000)
      }),
    )
  })

  it('waits longer each time until the hour', () => {
    const waits = Array.from({ length: 12 }, (_, tryCount) =>
      decideNext({ ...waiting, tryCount }, answered(500), { now, random: 0 }).nextTryAt.getTime(),
    )
    expect(waits).to.deep.equal([...new Set(waits)].sort((a, b) => a - b))
  })

  it('waits at least as long as the platform asks', () => {
    const outcome = { ...answered(429), retryAfterS: 120 }
    const next = decideNext(waiting, outcome, { now, random: 0 })
    expect(next.nextTryAt.getTime() - now.getTime()).to.equal(120_000)
  })

  it('gives up 30 days after the completion', () => {
    const late = new Date(waiting.completedAt.getTime() + 30 * 86_400_000 + 1)
    const next = decideNext(waiting, answered(500), { now: late, random: 0 })
    expect(next).to.include({ state: 'abandoned', lastProblem: 'answered:500' })
    expect(next).not.to.have.property('sealedSub')
  })

  it('keeps the true time of the completion whatever happens', () => {
    const outcomes = [answered(500), answered(409), { kind: 'accepted' } as const]
    const last = outcomes.reduce<Delivery>(
      (delivery, outcome) => decideNext(delivery, outcome, { now, random: 0.5 }),
      waiting,
    )
    expect(last.completedAt).to.deep.equal(aScoreIntent().completedAt)
  })
})
