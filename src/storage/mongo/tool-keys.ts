import type { Connection } from 'mongoose'

import type { ToolKey, ToolKeyRepository } from '../../lti/index.ts'
import { documentsIn, schemaOf } from './documents.ts'

const CURRENT = 'current'

type ToolKeyDocument = ToolKey & { readonly _id: typeof CURRENT }

const schema = schemaOf({ kid: String, sealedPrivateKey: String, createdAt: Date })

export function createToolKeyRepository(connection: Connection): ToolKeyRepository {
  const keys = documentsIn<ToolKeyDocument>(connection, 'tool_keys', schema)
  const find = async () => {
    const found = await keys.first({ _id: CURRENT })
    return found && toDomain(found)
  }
  return {
    find,
    async addFirst(key) {
      await keys.insertUnlessThere({ _id: CURRENT, ...key })
      return (await find()) ?? key
    },
  }
}

function toDomain({ _id, ...key }: ToolKeyDocument): ToolKey {
  return key
}
