import type { Connection } from 'mongoose'

import type { Delivery, DeliveryRepository } from '../../passback/index.ts'
import { documentsIn, schemaOf, type Stored } from './documents.ts'
import { replaceRevision } from './revisions.ts'

const schema = schemaOf({
  registrationId: String,
  lineItemUrl: String,
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
  }
}

function toDocument({ id, ...rest }: Delivery): Stored<Delivery> {
  return { _id: id, ...rest }
}

function toDomain({ _id, ...rest }: Stored<Delivery>): Delivery {
  return { id: _id, ...rest }
}
