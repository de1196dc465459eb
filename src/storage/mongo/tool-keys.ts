import type { Connection } from 'mongoose'

import type { ToolKey, ToolKeyRepository } from '../../lti/index.ts'
import { documentsIn, schemaOf } from './documents.ts'

interface ToolKeyDocument extends ToolKey {
  readonly _id: string
  /** Nobody has set when it takes over. */
  readonly waits: boolean
}

const schema = schemaOf({
  number: Number,
  kid: String,
  sealedPrivateKey: String,
  createdAt: Date,
  signsFrom: Date,
  waits: Boolean,
})

const idOf = (number: number) => String(number)

export function createToolKeyRepository(connection: Connection): ToolKeyRepository {
  const keys = documentsIn<ToolKeyDocument>(connection, 'signing_keys', schema)
  return {
    async list() {
      return (await keys.list({}, { sort: { number: 1 } })).map(toDomain)
    },
    add: (key) =>
      keys.insertUnlessThere({ _id: idOf(key.number), ...key, waits: key.signsFrom === undefined }),
    schedule: (number, signsFrom) =>
      keys.change({ _id: idOf(number), waits: true }, { $set: { signsFrom, waits: false } }),
    async remove(number) {
      await keys.remove({ _id: idOf(number) })
    },
  }
}

function toDomain({ _id, waits, ...key }: ToolKeyDocument): ToolKey {
  return key
}
