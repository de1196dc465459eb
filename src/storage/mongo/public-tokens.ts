import type { Connection } from 'mongoose'

import { ConflictError } from '../../errors/index.ts'
import type { PublicToken, PublicTokenRepository } from '../../open/index.ts'
import { documentsIn, schemaOf } from './documents.ts'
import { conflictOnDuplicate } from './duplicates.ts'

type PublicTokenDocument = Omit<PublicToken, 'schoolId'> & { readonly _id: PublicToken['schoolId'] }

const TAKEN = 'public-token-taken'

const schema = schemaOf({ token: String, madeAt: Date })

export function createPublicTokenRepository(connection: Connection): PublicTokenRepository {
  const tokens = documentsIn<PublicTokenDocument>(connection, 'public_tokens', schema)
  return {
    async findByToken(token) {
      const found = await tokens.first({ token })
      return found && toDomain(found)
    },
    async add(token) {
      await tokens.insertUnlessThere(toDocument(token))
      const found = await tokens.first({ _id: token.schoolId })
      if (!found) throw new ConflictError(TAKEN)
      return toDomain(found)
    },
    replace: (token) => conflictOnDuplicate(TAKEN, tokens.put(toDocument(token))),
  }
}

function toDocument({ schoolId, ...rest }: PublicToken): PublicTokenDocument {
  return { _id: schoolId, ...rest }
}

function toDomain({ _id, ...rest }: PublicTokenDocument): PublicToken {
  return { schoolId: _id, ...rest }
}
