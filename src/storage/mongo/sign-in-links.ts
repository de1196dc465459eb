import type { Connection } from 'mongoose'

import type { SignInLink, SignInLinkRepository } from '../../staff/index.ts'
import { documentsIn, schemaOf, type Stored } from './documents.ts'

const schema = schemaOf({ accountId: String, expiresAt: Date })

export function createSignInLinkRepository(connection: Connection): SignInLinkRepository {
  const links = documentsIn<Stored<SignInLink>>(connection, 'sign_in_links', schema)
  return {
    add: (link) => links.insert(toDocument(link)),
    async find(id, now) {
      const found = await links.first({ _id: id, expiresAt: { $gt: now } })
      return found && toDomain(found)
    },
    async take(id) {
      const taken = await links.take({ _id: id })
      return taken && toDomain(taken)
    },
    async removeOfAccount(accountId) {
      await links.remove({ accountId })
    },
    sweep: (now) => links.remove({ expiresAt: { $lte: now } }),
  }
}

function toDocument({ id, ...rest }: SignInLink): Stored<SignInLink> {
  return { _id: id, ...rest }
}

function toDomain({ _id, ...rest }: Stored<SignInLink>): SignInLink {
  return { id: _id, ...rest }
}
