import type { PreviewHead, PreviewId, PreviewRepository } from '../../editing/index.ts'
import type { Database } from './database.ts'
import { moment, text } from './rows.ts'

/** Bytes lie as base64: this engine binds texts and numbers only. */
export function createPreviewRepository(database: Database): PreviewRepository {
  return {
    async add({ archive, ...preview }) {
      await database.run(
        `INSERT INTO content_previews (id, account_id, archive, expires_at)
         VALUES (:id, :accountId, :archive, :expiresAt)`,
        { ...preview, archive: Buffer.from(archive).toString('base64') },
      )
    },
    async find(id, now) {
      const [row] = await database.all(
        'SELECT * FROM content_previews WHERE id = :id AND expires_at > :now',
        { id, now },
      )
      return (
        row && {
          id: text(row, 'id') as PreviewId,
          accountId: text(row, 'account_id'),
          archive: new Uint8Array(Buffer.from(text(row, 'archive'), 'base64')),
          expiresAt: moment(row, 'expires_at'),
        }
      )
    },
    findHead: (id, now) => findHead(database, id, now),
    async remove(id) {
      await database.run('DELETE FROM content_previews WHERE id = :id', { id })
    },
    async keepNewest(accountId, most) {
      await database.run(
        `DELETE FROM content_previews WHERE account_id = :accountId AND expires_at <=
           (SELECT expires_at FROM content_previews WHERE account_id = :accountId
            ORDER BY expires_at DESC LIMIT 1 OFFSET :most)`,
        { accountId, most },
      )
    },
    sweep: (now) => database.run('DELETE FROM content_previews WHERE expires_at <= :now', { now }),
  }
}

async function findHead(
  database: Database,
  id: PreviewId,
  now: Date,
): Promise<PreviewHead | undefined> {
  const [row] = await database.all(
    'SELECT account_id, expires_at FROM content_previews WHERE id = :id AND expires_at > :now',
    { id, now },
  )
  return row && { id, accountId: text(row, 'account_id'), expiresAt: moment(row, 'expires_at') }
}
