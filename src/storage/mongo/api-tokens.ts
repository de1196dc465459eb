import type { Connection } from 'mongoose'

import type { ApiToken, ApiTokenRepository } from '../../staff/index.ts'
import { documentsIn, schemaOf, type Stored } from './documents.ts'

const schema = schemaOf({ accountId: String, createdAt: Date, expiresAt: Date })

export function createApiTokenRepository(connection: Connection): ApiTokenRepository {
  const tokens = documentsIn<Stored<ApiToken>>(connection, 'api_tokens', schema)
  return {
    add: (token) => tokens.insert(toDocument(token)),
    async find(id, now) {
      const found = await tokens.first({ _id: id, expiresAt: { $gt: now } })
      return found && toDomain(found)
    },
    async removeOfAccount(accountId) {
      await tokens.remove({ accountId })
    },
    sweep: (now) => tokens.remove({ expiresAt: { $lte: now } }),
  }
}

function toDocument({ id, ...rest }: ApiToken): Stored<ApiToken> {
  return { _id: id, ...rest }
}

function toDomain({ _id, ...rest }: Stored<ApiToken>): ApiToken {
  return { id: _id, ...rest }
}
