import type { Draft, DraftId, DraftRepository } from '../../sessions/index.ts'
import type { Database } from './database.ts'
import { json, moment, text } from './rows.ts'

export function createDraftRepository(database: Database): DraftRepository {
  return {
    async find(id, now) {
      const [row] = await database.all(
        'SELECT * FROM session_drafts WHERE id = :id AND expires_at > :now',
        { id, now },
      )
      return (
        row && {
          id: text(row, 'id') as DraftId,
          fields: json(row, 'fields') as Draft['fields'],
          savedAt: moment(row, 'saved_at'),
          expiresAt: moment(row, 'expires_at'),
        }
      )
    },
    async save({ id, fields, savedAt, expiresAt }) {
      await database.run(
        `INSERT INTO session_drafts (id, fields, saved_at, expires_at)
         VALUES (:id, :fields, :savedAt, :expiresAt)
         ON CONFLICT (id) DO UPDATE
         SET fields = :fields, saved_at = :savedAt, expires_at = :expiresAt`,
        { id, fields: JSON.stringify(fields), savedAt, expiresAt },
      )
    },
    async remove(id) {
      await database.run('DELETE FROM session_drafts WHERE id = :id', { id })
    },
    async sweep(now) {
      return database.run('DELETE FROM session_drafts WHERE expires_at <= :now', { now })
    },
  }
}
