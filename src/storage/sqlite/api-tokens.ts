import type { AccountId, ApiToken, ApiTokenId, ApiTokenRepository } from '../../staff/index.ts'
import type { Database, Row } from './database.ts'
import { moment, text } from './rows.ts'

export function createApiTokenRepository(database: Database): ApiTokenRepository {
  return {
    async add(token) {
      await database.run(
        `INSERT INTO api_tokens (id, account_id, created_at, expires_at)
         VALUES (:id, :accountId, :createdAt, :expiresAt)`,
        { ...token },
      )
    },
    async find(id, now) {
      const [row] = await database.all(
        'SELECT * FROM api_tokens WHERE id = :id AND expires_at > :now',
        { id, now },
      )
      return row && toApiToken(row)
    },
    async removeOfAccount(accountId) {
      await database.run('DELETE FROM api_tokens WHERE account_id = :accountId', { accountId })
    },
    sweep: (now) => database.run('DELETE FROM api_tokens WHERE expires_at <= :now', { now }),
  }
}

function toApiToken(row: Row): ApiToken {
  return {
    id: text(row, 'id') as ApiTokenId,
    accountId: text(row, 'account_id') as AccountId,
    createdAt: moment(row, 'created_at'),
    expiresAt: moment(row, 'expires_at'),
  }
}
