import { expect } from 'chai'
import fc from 'fast-check'

import { decideNext, type Delivery, deliveryOf } from '../../src/passback/index.ts'
import { aScoreIntent } from '../support/a-completion.ts'

const now = new Date('2026-11-23T02:00:10.000Z')
const waiting = deliveryOf(aScoreIntent(), now)
const answered = (status: number) => ({ kind: 'answered', status }) as const
const noToken = (status: number) => ({ kind: 'no-token', status }) as const
const findAnswered = (status: number) => ({ kind: 'find-answered', status }) as const
const makeAnswered = (status: number) => ({ kind: 'make-answered', status }) as const
const noAnswer = (reason: string) => ({ kind: 'unreachable', reason }) as const

type Outcome = Parameters<typeof decideNext>[1]

/** How long it waits after this many tries, without what chance adds. */
function waitMs(outcome: Outcome, tryCount = 0, random = 0): number {
  const next = decideNext({ ...waiting, tryCount }, outcome, { now, random })
  return next.nextTryAt.getTime() - now.getTime()
}

describe('decideNext', () => {
  const table: readonly (readonly [Outcome, Delivery['state'], string?])[] = [
    [{ kind: 'accepted' }, 'delivered'],
    [answered(409), 'delivered'],
    [answered(400), 'abandoned', 'answered:400'],
    [answered(422), 'abandoned', 'answered:422'],
    [{ kind: 'unreadable' }, 'abandoned', 'unreadable'],
    [answered(302), 'waiting', 'answered:302'],
    [answered(401), 'waiting', 'answered:401'],
    [answered(403), 'waiting', 'answered:403'],
    [answered(404), 'waiting', 'answered:404'],
    [answered(410), 'waiting', 'answered:410'],
    [answered(418), 'waiting', 'answered:418'],
    [answered(429), 'waiting', 'answered:429'],
    [answered(500), 'waiting', 'answered:500'],
    [answered(503), 'waiting', 'answered:503'],
    [noToken(400), 'waiting', 'no-token:400'],
    [noToken(401), 'waiting', 'no-token:401'],
    [noToken(409), 'waiting', 'no-token:409'],
    [noToken(500), 'waiting', 'no-token:500'],
    [noAnswer('ETIMEDOUT'), 'waiting', 'unreachable:ETIMEDOUT'],
    [noAnswer('ECONNREFUSED'), 'waiting', 'unreachable:ECONNREFUSED'],
    [{ kind: 'no-registration' }, 'waiting', 'no-registration'],
    // The column of a launch that named none: nothing about it is ever “delivered” or the pupil's fault.
    ...[302, 400, 401, 403, 404, 405, 409, 410, 422, 429, 500, 503].flatMap(
      (status): [Outcome, Delivery['state'], string][] => [
        [findAnswered(status), 'waiting', `find-answered:${status}`],
        [makeAnswered(status), 'waiting', `make-answered:${status}`],
      ],
    ),
    [makeAnswered(201), 'waiting', 'make-answered:201'],
    [{ kind: 'being-made' }, 'waiting', 'being-made'],
    [{ kind: 'unusable', reason: 'next-elsewhere' }, 'waiting', 'unusable:next-elsewhere'],
  ]
  for (const [outcome, state, problem] of table) {
    it(`is ${state} after ${JSON.stringify(outcome)}`, () => {
      const next = decideNext(waiting, outcome, { now, random: 0 })
      expect(next).to.include({ state, tryCount: 1, revision: 2 })
      expect(next.lastProblem).to.equal(problem)
      expect(next.sealedSub).to.equal(state === 'waiting' ? waiting.sealedSub : undefined)
    })
  }

  it('forgets what went wrong once the score is delivered', () => {
    const failed = decideNext(waiting, answered(503), { now, random: 0 })
    const next = decideNext(failed, { kind: 'accepted' }, { now, random: 0 })
    expect(next).to.include({ state: 'delivered', tryCount: 2 })
    expect(next).not.to.have.property('lastProblem')
  })

  /** Tried again and again until it is given up. */
  function lastOf(outcome: Outcome): { readonly delivery: Delivery; readonly hours: number } {
    let delivery: Delivery = { ...waiting, tryCount: 0 }
    let at = now
    do {
      delivery = decideNext(delivery, outcome, { now: at, random: 0 })
      at = delivery.nextTryAt
    } while (delivery.state === 'waiting')
    return { delivery, hours: (at.getTime() - now.getTime()) / 3_600_000 }
  }

  it('gives a column up that is gone, after a day of tries', () => {
    const { delivery, hours } = lastOf(answered(404))
    expect(delivery).to.include({ state: 'abandoned', lastProblem: 'answered:404' })
    expect(hours).to.be.within(18, 30)
  })

  const unusable: Outcome = { kind: 'unusable', reason: 'too-many-pages' }
  const hopeless = [400, 404, 405, 410, 422].flatMap((status): Outcome[] => [
    findAnswered(status),
    makeAnswered(status),
  ])
  for (const outcome of [...hopeless, unusable]) {
    it(`gives up after a day of ${JSON.stringify(outcome)}`, () => {
      expect(lastOf(outcome).hours).to.be.within(18, 30)
    })
  }

  for (const outcome of [findAnswered(409), makeAnswered(500), { kind: 'being-made' } as const]) {
    it(`tries for 30 days after ${JSON.stringify(outcome)}`, () => {
      expect(lastOf(outcome).hours).to.be.greaterThan(29 * 24)
    })
  }

  it('gives no column up for one 404 among other failures', () => {
    const tired = { ...waiting, tryCount: 100, lastProblem: 'answered:503' }
    expect(decideNext(tired, answered(404), { now, random: 0 }).state).to.equal('waiting')
  })

  it('tries again within 5 s at first and never later than an hour', () => {
    const outcomes = fc.constantFrom(answered(500), answered(403), answered(429), noToken(429))
    const chance = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(outcomes, fc.nat(500), chance, (outcome, tryCount, random) => {
        expect(waitMs(outcome, tryCount, random)).to.be.within(2000, 3_600_000)
        // The worker looks once a second.
        expect(waitMs(outcome, 0, random)).to.be.at.most(4000)
      }),
    )
  })

  for (const outcome of [answered(500), answered(403)]) {
    it(`waits longer each time until the hour after ${outcome.status}`, () => {
      const waits = Array.from({ length: 30 }, (_, tryCount) => waitMs(outcome, tryCount))
      const growing = waits.slice(0, waits.indexOf(3_600_000) + 1)
      expect(growing).to.deep.equal([...new Set(growing)].sort((a, b) => a - b))
      expect(waits.slice(growing.length).every((wait) => wait === 3_600_000)).to.equal(true)
    })
  }

  const throttled = [
    answered(403),
    answered(429),
    noToken(429),
    findAnswered(429),
    makeAnswered(403),
  ]
  for (const outcome of throttled) {
    it(`leaves a platform alone for longer after ${JSON.stringify(outcome)}`, () => {
      for (const tryCount of [0, 1, 4, 9]) {
        expect(waitMs(outcome, tryCount)).to.be.greaterThan(waitMs(answered(500), tryCount))
      }
    })
  }

  it('spreads what failed at one moment over a quarter of the wait', () => {
    expect(waitMs(answered(500), 5, 1)).to.equal(waitMs(answered(500), 5) * 1.25)
  })

  it('waits at least as long as the platform asks, and no longer than an hour', () => {
    for (const status of [403, 429, 503]) {
      expect(waitMs({ ...answered(status), retryAfterS: 120 })).to.equal(120_000)
      expect(waitMs({ ...answered(status), retryAfterS: 86_400 })).to.equal(3_600_000)
    }
    expect(waitMs({ ...answered(429), retryAfterS: 120 }, 0, 1)).to.equal(150_000)
    expect(waitMs({ ...makeAnswered(429), retryAfterS: 120 })).to.equal(120_000)
    expect(waitMs({ ...answered(429), retryAfterS: 1 })).to.equal(waitMs(answered(429)))
  })

  it('gives up 30 days after the completion', () => {
    const lastMs = waiting.completedAt.getTime() + 30 * 86_400_000
    const at = (ms: number) =>
      decideNext(waiting, answered(500), { now: new Date(ms), random: 0 }).state
    expect([at(lastMs), at(lastMs + 1)]).to.deep.equal(['waiting', 'abandoned'])
  })

  it('keeps the true time of the completion whatever happens', () => {
    const outcomes: readonly Outcome[] = [answered(500), noAnswer('ETIMEDOUT'), answered(409)]
    const last = outcomes.reduce(
      (delivery, outcome) => decideNext(delivery, outcome, { now, random: 0.5 }),
      waiting,
    )
    expect(last.completedAt).to.deep.equal(aScoreIntent().completedAt)
  })
})
