import type { Connection } from 'mongoose'

import type { LeaseRepository } from '../../passback/index.ts'
import { documentsIn, schemaOf } from './documents.ts'

interface LeaseDocument {
  readonly _id: string
  readonly heldUntil: Date
}

const schema = schemaOf({ heldUntil: Date })

export function createLeaseRepository(connection: Connection): LeaseRepository {
  const leases = documentsIn<LeaseDocument>(connection, 'leases', schema)
  return {
    async acquire(id, now, until) {
      await leases.remove({ _id: id, heldUntil: { $lte: now } })
      return leases.insertUnlessThere({ _id: id, heldUntil: until })
    },
    async release(id) {
      await leases.remove({ _id: id })
    },
  }
}
