import type { Connection } from 'mongoose'

import type { Account, AccountRepository } from '../../staff/index.ts'
import { documentsIn, schemaOf, type Stored } from './documents.ts'
import { conflictOnDuplicate } from './duplicates.ts'
import { replaceRevision } from './revisions.ts'

const schema = schemaOf({
  email: String,
  name: String,
  passwordHash: String,
  grants: [Object],
  state: String,
  revision: Number,
})

export function createAccountRepository(connection: Connection): AccountRepository {
  const accounts = documentsIn<Stored<Account>>(connection, 'accounts', schema)
  return {
    async add(account) {
      await conflictOnDuplicate('account-exists', accounts.insert(toDocument(account)))
    },
    async find(id) {
      const found = await accounts.first({ _id: id })
      return found && toDomain(found)
    },
    async findByEmail(email) {
      const found = await accounts.first({ email })
      return found && toDomain(found)
    },
    async list() {
      return (await accounts.list({}, { sort: { email: 1 } })).map(toDomain)
    },
    async replace(account) {
      await replaceRevision(accounts, toDocument(account), 'account-changed')
    },
  }
}

function toDocument({ id, ...rest }: Account): Stored<Account> {
  return { _id: id, ...rest }
}

function toDomain({ _id, ...rest }: Stored<Account>): Account {
  return { id: _id, ...rest }
}
