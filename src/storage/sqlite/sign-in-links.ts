import type {
  AccountId,
  SignInLink,
  SignInLinkId,
  SignInLinkRepository,
} from '../../staff/index.ts'
import type { Database, Row } from './database.ts'
import { moment, text } from './rows.ts'

export function createSignInLinkRepository(database: Database): SignInLinkRepository {
  return {
    async add(link) {
      await database.run(
        `INSERT INTO sign_in_links (id, account_id, expires_at)
         VALUES (:id, :accountId, :expiresAt)`,
        { ...link },
      )
    },
    async find(id, now) {
      const [row] = await database.all(
        'SELECT * FROM sign_in_links WHERE id = :id AND expires_at > :now',
        { id, now },
      )
      return row && toSignInLink(row)
    },
    async take(id) {
      const [row] = await database.all('DELETE FROM sign_in_links WHERE id = :id RETURNING *', {
        id,
      })
      return row && toSignInLink(row)
    },
    async removeOfAccount(accountId) {
      await database.run('DELETE FROM sign_in_links WHERE account_id = :accountId', { accountId })
    },
    sweep: (now) => database.run('DELETE FROM sign_in_links WHERE expires_at <= :now', { now }),
  }
}

function toSignInLink(row: Row): SignInLink {
  return {
    id: text(row, 'id') as SignInLinkId,
    accountId: text(row, 'account_id') as AccountId,
    expiresAt: moment(row, 'expires_at'),
  }
}
