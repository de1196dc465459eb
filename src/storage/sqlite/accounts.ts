import { ConflictError } from '../../errors/index.ts'
import type { Account, AccountId, AccountRepository } from '../../staff/index.ts'
import type { Database, Row } from './database.ts'
import { conflictOnDuplicate, integer, json, optionalText, text } from './rows.ts'

export function createAccountRepository(database: Database): AccountRepository {
  const findBy = async (where: string, value: string) => {
    const [row] = await database.all(`SELECT * FROM accounts WHERE ${where} = :value`, { value })
    return row && toAccount(row)
  }
  return {
    async add(account) {
      const adding = database.run(
        `INSERT INTO accounts (id, email, name, password_hash, grants, state, revision)
         VALUES (:id, :email, :name, :passwordHash, :grants, :state, :revision)`,
        toParameters(account),
      )
      await conflictOnDuplicate('account-exists', adding)
    },
    find: (id) => findBy('id', id),
    findByEmail: (email) => findBy('email', email),
    async list() {
      const rows = await database.all('SELECT * FROM accounts ORDER BY email')
      return rows.map(toAccount)
    },
    async replace(account) {
      const replaced = await database.run(
        `UPDATE accounts
         SET email = :email, name = :name, password_hash = :passwordHash, grants = :grants,
             state = :state, revision = :revision
         WHERE id = :id AND revision = :revision - 1`,
        toParameters(account),
      )
      if (replaced === 0) throw new ConflictError('account-changed')
    },
  }
}

function toParameters({ grants, passwordHash, ...rest }: Account) {
  return { ...rest, passwordHash, grants: JSON.stringify(grants) }
}

function toAccount(row: Row): Account {
  const passwordHash = optionalText(row, 'password_hash')
  return {
    id: text(row, 'id') as AccountId,
    email: text(row, 'email'),
    name: text(row, 'name'),
    ...(passwordHash && { passwordHash }),
    grants: json(row, 'grants') as Account['grants'],
    state: text(row, 'state') as Account['state'],
    revision: integer(row, 'revision'),
  }
}
