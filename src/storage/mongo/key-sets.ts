import type { Connection } from 'mongoose'

import type { KeySet, KeySetRepository } from '../../lti/index.ts'
import { documentsIn, schemaOf } from './documents.ts'

/** A platform may put any member into its keys, so they lie in one text. */
interface KeySetDocument {
  readonly _id: string
  readonly keys: string
  readonly fetchedAt: Date
}

const schema = schemaOf({ keys: String, fetchedAt: Date })

export function createKeySetRepository(connection: Connection): KeySetRepository {
  const keySets = documentsIn<KeySetDocument>(connection, 'key_sets', schema)
  return {
    async find(url) {
      const found = await keySets.first({ _id: url })
      return found && toDomain(found)
    },
    save: (keySet) => keySets.put(toDocument(keySet)),
  }
}

function toDocument({ url, keys, fetchedAt }: KeySet): KeySetDocument {
  return { _id: url, keys: JSON.stringify(keys), fetchedAt }
}

function toDomain({ _id, keys, fetchedAt }: KeySetDocument): KeySet {
  return { url: _id, keys: JSON.parse(keys) as KeySet['keys'], fetchedAt }
}
