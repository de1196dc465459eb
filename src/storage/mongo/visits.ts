import type { Connection } from 'mongoose'

import type { Visit, VisitRepository } from '../../web/index.ts'
import { documentsIn, schemaOf, type Stored } from './documents.ts'

const schema = schemaOf({
  role: String,
  counted: Boolean,
  learnerKey: String,
  accountId: String,
  origin: Object,
  scoreTarget: Object,
  task: Object,
  expiresAt: Date,
})

export function createVisitRepository(connection: Connection): VisitRepository {
  const visits = documentsIn<Stored<Visit>>(connection, 'visits', schema)
  return {
    add: (visit) => visits.insert(toDocument(visit)),
    async find(id, now) {
      const found = await visits.first({ _id: id, expiresAt: { $gt: now } })
      return found && toDomain(found)
    },
    async remove(id) {
      await visits.remove({ _id: id })
    },
    async removeOfAccount(accountId) {
      await visits.remove({ accountId })
    },
    sweep: (now) => visits.remove({ expiresAt: { $lte: now } }),
  }
}

function toDocument({ id, ...rest }: Visit): Stored<Visit> {
  return { _id: id, ...rest }
}

function toDomain({ _id, ...rest }: Stored<Visit>): Visit {
  return { id: _id, ...rest }
}
