import type { Connection } from 'mongoose'

import type { RunCode, RunCodeRepository } from '../../sessions/index.ts'
import { documentsIn, schemaOf, type Stored } from './documents.ts'

const schema = schemaOf({ origin: Object, expiresAt: Date })

export function createRunCodeRepository(connection: Connection): RunCodeRepository {
  const codes = documentsIn<Stored<RunCode>>(connection, 'run_codes', schema)
  return {
    add: (code) => codes.insert(toDocument(code)),
    async consume(id, now) {
      const taken = await codes.take({ _id: id, expiresAt: { $gt: now } })
      return taken && toDomain(taken)
    },
    sweep: (now) => codes.remove({ expiresAt: { $lte: now } }),
  }
}

function toDocument({ id, ...rest }: RunCode): Stored<RunCode> {
  return { _id: id, ...rest }
}

function toDomain({ _id, ...rest }: Stored<RunCode>): RunCode {
  return { id: _id, ...rest }
}
