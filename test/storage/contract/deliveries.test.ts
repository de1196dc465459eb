import { expect } from 'chai'

import { type Delivery, type DeliveryId, deliveryOf } from '../../../src/passback/index.ts'
import { aLineItemSearch, aScoreIntent } from '../../support/a-completion.ts'
import { onEveryEngine } from '../../support/engines.ts'
import { codeOf } from '../../support/rejection.ts'

const now = new Date('2026-11-23T02:00:00.000Z')
const later = new Date('2026-11-23T03:00:00.000Z')
const earlier = new Date('2026-11-23T01:00:00.000Z')
const aDayAgo = new Date('2026-11-22T02:00:00.000Z')

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

  it('keeps how a column is found where the launch named none', async () => {
    const { deliveries } = opened().storage
    const { lineItemUrl: _none, ...rest } = aScoreIntent()
    const delivery = deliveryOf({ ...rest, lineItemSearch: aLineItemSearch }, now)
    await deliveries.add(delivery)
    expect(await deliveries.listDue(later, 9)).to.deep.equal([delivery])
    const next = { ...delivery, revision: 2, lastProblem: 'find-answered:503' }
    await deliveries.replace(next)
    expect(await deliveries.find(delivery.id)).to.deep.equal(next)
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

  it('sums up per platform what waits and was given up, by what went wrong, and what arrived', async () => {
    const { deliveries } = opened().storage
    const add = (id: string, overrides: Partial<Delivery>) =>
      deliveries.add(aDelivery({ id: id as DeliveryId, ...overrides }))
    const lastProblem = 'answered:503'
    await add('new', { nextTryAt: later })
    await add('tried', { lastProblem, tryCount: 1, completedAt: earlier })
    await add('again', { lastProblem, tryCount: 4, nextTryAt: later })
    await add('over', { state: 'abandoned', lastProblem: 'answered:400', completedAt: aDayAgo })
    await add('there', { state: 'delivered', completedAt: aDayAgo, nextTryAt: aDayAgo })
    await add('done elsewhere', { state: 'delivered', registrationId: 'other' })
    const { counts, waits } = await deliveries.summary()
    const registrationId = aDelivery().registrationId
    expect(counts).to.have.deep.members([
      { registrationId, state: 'waiting', count: 1 },
      { registrationId, state: 'waiting', problem: lastProblem, count: 2 },
      { registrationId, state: 'abandoned', problem: 'answered:400', count: 1 },
      { registrationId, state: 'delivered', count: 1 },
      { registrationId: 'other', state: 'delivered', count: 1 },
    ])
    const { nextTryAt } = aDelivery()
    expect(waits).to.deep.equal([{ registrationId, oldestAt: earlier, nextTryAt }])
  })

  it('sums up an empty outbox', async () => {
    expect(await opened().storage.deliveries.summary()).to.deep.equal({ counts: [], waits: [] })
  })

  it('makes due what waits for one platform after a try, and leaves the rest as it is', async () => {
    const { deliveries } = opened().storage
    const tried = { tryCount: 1, nextTryAt: later }
    const others: readonly Partial<Delivery>[] = [
      { id: 'untried' as DeliveryId, nextTryAt: later },
      { id: 'due' as DeliveryId, tryCount: 1, nextTryAt: earlier },
      { id: 'elsewhere' as DeliveryId, ...tried, registrationId: 'other' },
      { id: 'over' as DeliveryId, ...tried, state: 'abandoned' },
    ]
    await deliveries.add(aDelivery(tried))
    for (const other of others) await deliveries.add(aDelivery(other))
    expect(await deliveries.wakeAll(aDelivery().registrationId, now)).to.equal(1)
    expect(await deliveries.find(aDelivery().id)).to.deep.equal(
      aDelivery({ ...tried, nextTryAt: now }),
    )
    for (const other of others) {
      expect(await deliveries.find(other.id!)).to.deep.equal(aDelivery(other))
    }
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
