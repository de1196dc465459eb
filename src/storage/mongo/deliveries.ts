import type { Connection } from 'mongoose'

import type {
  Delivery,
  DeliveryCount,
  DeliveryRepository,
  DeliveryWait,
} from '../../passback/index.ts'
import { type Documents, documentsIn, schemaOf, type Stored } from './documents.ts'
import { replaceRevision } from './revisions.ts'

const schema = schemaOf({
  registrationId: String,
  lineItemUrl: String,
  lineItemSearch: Object,
  completedAt: Date,
  state: String,
  sealedSub: String,
  tryCount: Number,
  nextTryAt: Date,
  lastProblem: String,
  revision: Number,
})

export function createDeliveryRepository(connection: Connection): DeliveryRepository {
  const deliveries = documentsIn<Stored<Delivery>>(connection, 'deliveries', schema)
  return {
    add: (delivery) => deliveries.insertUnlessThere(toDocument(delivery)),
    async find(id) {
      const found = await deliveries.first({ _id: id })
      return found && toDomain(found)
    },
    async listDue(now, limit) {
      const due = { state: 'waiting', nextTryAt: { $lte: now } } as const
      return (await deliveries.list(due, { sort: { nextTryAt: 1 }, limit })).map(toDomain)
    },
    async replace(delivery) {
      await replaceRevision(deliveries, toDocument(delivery), 'delivery-changed')
    },
    async countByState() {
      const counts = await deliveries.countBy('state', {})
      return { waiting: 0, delivered: 0, abandoned: 0, ...Object.fromEntries(counts) }
    },
    summary: () => summarise(deliveries),
    async wakeAll(registrationId, now) {
      const resting = {
        state: 'waiting',
        registrationId,
        tryCount: { $gt: 0 },
        nextTryAt: { $gt: now },
      } as const
      const count = await deliveries.count(resting)
      await deliveries.changeAll(resting, { $set: { nextTryAt: now } })
      return count
    },
  }
}

type Deliveries = Documents<Stored<Delivery>>

/** Asked platform by platform: a wire-compatible server groups by one field and only counts. */
async function summarise(deliveries: Deliveries) {
  const platforms = async (state: Delivery['state']) =>
    Array.from(await deliveries.countBy('registrationId', { state }))
  const waiting = await platforms('waiting')
  const abandoned = await platforms('abandoned')
  const delivered = await platforms('delivered')
  const counts = await Promise.all([
    ...waiting.map(([id]) => countsOf(deliveries, id, 'waiting')),
    ...abandoned.map(([id]) => countsOf(deliveries, id, 'abandoned')),
  ])
  const done = delivered.map(([id, count]) => toCount({ registrationId: id, count }))
  const waits = await Promise.all(waiting.map(([id]) => waitOf(deliveries, id)))
  return { counts: [...counts.flat(), ...done], waits: waits.flat() }
}

function toCount(count: Omit<DeliveryCount, 'state'>): DeliveryCount {
  return { ...count, state: 'delivered' }
}

async function countsOf(
  deliveries: Deliveries,
  registrationId: string,
  state: Delivery['state'],
): Promise<readonly DeliveryCount[]> {
  const byProblem = await deliveries.countBy('lastProblem', { state, registrationId })
  // Those without a problem are counted under null.
  return Array.from(byProblem, ([problem, count]) => ({
    registrationId,
    state,
    count,
    ...(problem && { problem }),
  }))
}

/** None where the last of them went meanwhile. */
async function waitOf(
  deliveries: Deliveries,
  registrationId: string,
): Promise<readonly DeliveryWait[]> {
  const waiting = { state: 'waiting', registrationId } as const
  const oldest = await deliveries.first(waiting, { sort: { completedAt: 1 } })
  const next = await deliveries.first(waiting, { sort: { nextTryAt: 1 } })
  if (!oldest || !next) return []
  return [{ registrationId, oldestAt: oldest.completedAt, nextTryAt: next.nextTryAt }]
}

function toDocument({ id, ...rest }: Delivery): Stored<Delivery> {
  return { _id: id, ...rest }
}

function toDomain({ _id, ...rest }: Stored<Delivery>): Delivery {
  return { id: _id, ...rest }
}
