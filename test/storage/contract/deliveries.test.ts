import { expect } from 'chai'

import { type Delivery, type DeliveryId, deliveryOf } from '../../../src/passback/index.ts'
import { aScoreIntent } from '../../support/a-completion.ts'
import { onEveryEngine } from '../../support/engines.ts'
import { codeOf } from '../../support/rejection.ts'

const now = new Date('2026-11-23T02:00:00.000Z')
const later = new Date('2026-11-23T03:00:00.000Z')

const aDelivery = (overrides: Partial<Delivery> = {}): Delivery => ({
  ...deliveryOf(aScoreIntent(), now),
  ...overrides,
})

onEveryEngine('DeliveryRepository', (opened) => {
  it('adds a delivery once', async () => {
    const { deliveries } = opened().storage
    expect(await deliveries.add(aDelivery())).to.equal(true)
    expect(await deliveries.add(aDelivery({ tryCount: 7 }))).to.equal(false)
    expect(await deliveries.find(aDelivery().id)).to.deep.equal(aDelivery())
  })

  it('lists what waits and is due, longest due first', async () => {
    const { deliveries } = opened().storage
    const ids = ['third', 'first', 'second', 'not-yet', 'done'].map((id) => id as DeliveryId)
    const minutes = [0, -9, -5, 1, -9]
    for (const [index, id] of ids.entries()) {
      const nextTryAt = new Date(now.getTime() + minutes[index]! * 60_000)
      const state = id === 'done' ? 'delivered' : 'waiting'
      await deliveries.add(aDelivery({ id, nextTryAt, state }))
    }
    const due = await deliveries.listDue(now, 10)
    expect(due.map(({ id }) => id)).to.deep.equal(['first', 'second', 'third'])
    expect(await deliveries.listDue(now, 2)).to.have.length(2)
  })

  it('replaces the record whole and forgets what the new one does not have', async () => {
    const { deliveries } = opened().storage
    await deliveries.add(aDelivery({ lastProblem: 'answered:500' }))
    const { sealedSub, ...rest } = aDelivery({ revision: 2, state: 'delivered' })
    await deliveries.replace(rest)
    expect(await deliveries.find(rest.id)).to.deep.equal(rest)
    expect(sealedSub).to.equal('v1.sealed')
  })

  it('refuses to replace what has moved on', async () => {
    const { deliveries } = opened().storage
    await deliveries.add(aDelivery())
    await deliveries.replace(aDelivery({ revision: 2 }))
    expect(await codeOf(deliveries.replace(aDelivery({ revision: 2 })))).to.equal(
      'delivery-changed',
    )
  })

  it('counts by state', async () => {
    const { deliveries } = opened().storage
    await deliveries.add(aDelivery())
    await deliveries.add(aDelivery({ id: 'other' as DeliveryId, state: 'abandoned' }))
    expect(await deliveries.countByState()).to.deep.equal({
      waiting: 1,
      delivered: 0,
      abandoned: 1,
    })
  })
})

onEveryEngine('LeaseRepository', (opened) => {
  it('gives a lease to exactly one of many, other processes included', async () => {
    const { storage, reopen } = opened()
    const other = reopen()
    const askers = Array.from({ length: 20 }, (_, index) => (index % 2 ? storage : other))
    const got = await Promise.all(askers.map(({ leases }) => leases.acquire('work', now, later)))
    expect(got.filter(Boolean)).to.have.length(1)
  })

  it('gives it again once released or run out', async () => {
    const { leases } = opened().storage
    expect(await leases.acquire('work', now, later)).to.equal(true)
    expect(await leases.acquire('work', now, later)).to.equal(false)
    await leases.release('work')
    expect(await leases.acquire('work', now, later)).to.equal(true)
    expect(await leases.acquire('work', later, new Date(later.getTime() + 1))).to.equal(true)
  })
})
