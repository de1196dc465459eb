import type { Connection } from 'mongoose'

import type { MemberCount, MemberCountRepository } from '../../bindings/index.ts'
import { documentsIn, schemaOf } from './documents.ts'

type MemberCountDocument = Omit<MemberCount, 'contextKey'> & {
  readonly _id: MemberCount['contextKey']
}

const schema = schemaOf({ learners: Number, countedAt: Date })

export function createMemberCountRepository(connection: Connection): MemberCountRepository {
  const counts = documentsIn<MemberCountDocument>(connection, 'member_counts', schema)
  return {
    save: ({ contextKey, ...rest }) => counts.put({ _id: contextKey, ...rest }),
    async find(contextKey) {
      const found = await counts.first({ _id: contextKey })
      if (!found) return undefined
      const { _id, ...rest } = found
      return { contextKey: _id, ...rest }
    },
  }
}
