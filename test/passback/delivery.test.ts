import { expect } from 'chai'
import fc from 'fast-check'

import { deliveryOf } from '../../src/passback/index.ts'
import { hashOf } from '../../src/runtime/index.ts'
import { aLineItemSearch, aScoreIntent } from '../support/a-completion.ts'

const SECOND = Date.parse('2026-11-23T02:00:00.000Z')

const dueAfterMs = (completedAtMs: number, nowMs: number) => {
  const intent = { ...aScoreIntent(), completedAt: new Date(completedAtMs) }
  return deliveryOf(intent, new Date(nowMs)).nextTryAt.getTime()
}

describe('a delivery', () => {
  it('is the same for one learner and one gradebook cell, whenever it is made', () => {
    const [one, other] = [new Date(SECOND), new Date(SECOND + 1)]
    const intent = aScoreIntent()
    expect(deliveryOf(intent, one).id).to.equal(deliveryOf(intent, other).id)
    const elsewhere = { ...intent, lineItemUrl: `${intent.lineItemUrl}0` }
    expect(deliveryOf(elsewhere, one).id).not.to.equal(deliveryOf(intent, one).id)
  })

  it('is the same for one learner and one column that is looked for, whatever it is called', () => {
    const { lineItemUrl: _none, ...rest } = aScoreIntent()
    const idOf = (changes: object = {}) => {
      const lineItemSearch = { ...aLineItemSearch, ...changes }
      return deliveryOf({ ...rest, lineItemSearch }, new Date(SECOND)).id
    }
    expect(idOf({ label: 'Tên khác' })).to.equal(idOf())
    const others = [
      idOf({ resourceId: 'B6' }),
      idOf({ itemsUrl: 'http://lms/2' }),
      idOf({ linkId: '2' }),
    ]
    const named = deliveryOf(aScoreIntent(), new Date(SECOND)).id
    expect(new Set([idOf(), named, ...others])).to.have.property('size', 5)
  })

  it('keeps its id of before where the launch names the column', () => {
    const { registrationId, lineItemUrl, learnerKey } = aScoreIntent()
    const id = hashOf('delivery', registrationId, lineItemUrl, learnerKey)
    expect(deliveryOf(aScoreIntent(), new Date(SECOND)).id).to.equal(id)
  })

  it('waits until the second of the completion is over', () => {
    expect(dueAfterMs(SECOND, SECOND)).to.equal(SECOND + 1000)
    expect(dueAfterMs(SECOND + 250, SECOND + 300)).to.equal(SECOND + 1000)
    expect(dueAfterMs(SECOND + 999, SECOND + 1000)).to.equal(SECOND + 1000)
  })

  it('is due at once where that second is long over', () => {
    expect(dueAfterMs(SECOND, SECOND + 60_000)).to.equal(SECOND + 60_000)
  })

  it('is never due while the time that it tells is ahead of the clock', () => {
    const near = fc.integer({ min: -3000, max: 3000 })
    fc.assert(
      fc.property(near, near, (completedMs, nowMs) => {
        const due = dueAfterMs(SECOND + completedMs, SECOND + nowMs)
        const told = Math.floor((SECOND + completedMs) / 1000) * 1000
        expect(due).to.be.at.least(told + 1000)
        expect(due).to.be.at.least(SECOND + nowMs)
      }),
    )
  })
})
