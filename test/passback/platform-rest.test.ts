import { expect } from 'chai'

import { type Delivery, deliveryOf } from '../../src/passback/index.ts'
import { createPlatformRest } from '../../src/passback/platform-rest.ts'
import { aClock } from '../support/a-clock.ts'
import { aCompletion, aScoreIntent } from '../support/a-completion.ts'

const START = new Date('2026-11-23T02:00:00.000Z')
const after = (ms: number) => new Date(START.getTime() + ms)

interface Tried {
  readonly tookMs?: number
  readonly nextMs?: number
  readonly state?: Delivery['state']
}

/** A platform whose last try took so long, and whose score is due again after that. */
function tried({ tookMs = 5000, nextMs = 7000, state = 'waiting' }: Tried = {}) {
  const clock = aClock(START.toISOString())
  const rest = createPlatformRest(clock)
  clock.advance(tookMs)
  const delivery = deliveryOf({ ...aScoreIntent(aCompletion()), registrationId: 'r' }, START)
  rest.note({ ...delivery, state, nextTryAt: after(nextMs) }, START)
  return { rest, clock }
}

describe('a platform', () => {
  it('that hung rests until its score is due again, and nobody else does', () => {
    const { rest } = tried()
    expect(rest.of('r')).to.deep.equal(after(7000))
    expect(rest.of('another')).to.equal(undefined)
  })

  it('rests for a minute at most', () => {
    expect(tried({ nextMs: 3_600_000 }).rest.of('r')).to.deep.equal(after(65_000))
  })

  it('that has rested is asked by one score, whose answer the others wait for', () => {
    const { rest, clock } = tried()
    clock.advance(2000)
    expect(rest.of('r')).to.equal(undefined)
    expect(rest.of('r')).to.deep.equal(after(67_000))
  })

  it('that answered within a second does not rest, whatever it said', () => {
    for (const state of ['waiting', 'delivered', 'abandoned'] as const) {
      const { rest } = tried({ tookMs: 999, state })
      expect([rest.of('r'), rest.of('r')]).to.deep.equal([undefined, undefined])
    }
  })

  for (const state of ['delivered', 'abandoned'] as const) {
    it(`that answered slowly, with a score ${state}, is asked by one after the other`, () => {
      const { rest, clock } = tried({ tookMs: 1900, state })
      expect(rest.of('r')).to.equal(undefined)
      expect(rest.of('r')).to.deep.equal(after(3800))
      expect(rest.of('another')).to.equal(undefined)
      clock.advance(1900)
      expect(rest.of('r')).to.equal(undefined)
    })
  }
})
