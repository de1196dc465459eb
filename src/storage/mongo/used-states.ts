import type { Connection } from 'mongoose'

import type { UsedStateId, UsedStateRepository } from '../../lti/index.ts'
import { documentsIn, schemaOf } from './documents.ts'

interface UsedStateDocument {
  readonly _id: UsedStateId
  readonly expiresAt: Date
}

const schema = schemaOf({ expiresAt: Date })

export function createUsedStateRepository(connection: Connection): UsedStateRepository {
  const states = documentsIn<UsedStateDocument>(connection, 'used_states', schema)
  return {
    use: (id, expiresAt) => states.insertUnlessThere({ _id: id, expiresAt }),
    sweep: (now) => states.remove({ expiresAt: { $lte: now } }),
  }
}
