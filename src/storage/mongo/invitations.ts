import type { Connection } from 'mongoose'

import type { Invitation, InvitationRepository } from '../../lti/index.ts'
import { documentsIn, schemaOf, type Stored } from './documents.ts'

const schema = schemaOf({ schoolCode: String, trust: [String], createdAt: Date, expiresAt: Date })

export function createInvitationRepository(connection: Connection): InvitationRepository {
  const invitations = documentsIn<Stored<Invitation>>(connection, 'invitations', schema)
  return {
    add: ({ id, ...rest }) => invitations.insert({ _id: id, ...rest }),
    async list(now) {
      const sort = { createdAt: -1, _id: 1 } as const
      return (await invitations.list({ expiresAt: { $gt: now } }, { sort })).map(toDomain)
    },
    async take(id) {
      const taken = await invitations.take({ _id: id })
      return taken && toDomain(taken)
    },
    sweep: (now) => invitations.remove({ expiresAt: { $lte: now } }),
  }
}

function toDomain({ _id, ...rest }: Stored<Invitation>): Invitation {
  return { id: _id, ...rest }
}
