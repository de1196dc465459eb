import type { KeySet, KeySetRepository } from '../../lti/index.ts'
import type { Database } from './database.ts'
import { json, moment, text } from './rows.ts'

export function createKeySetRepository(database: Database): KeySetRepository {
  return {
    async find(url) {
      const [row] = await database.all('SELECT * FROM key_sets WHERE url = :url', { url })
      return (
        row && {
          url: text(row, 'url'),
          keys: json(row, 'keys') as KeySet['keys'],
          fetchedAt: moment(row, 'fetched_at'),
        }
      )
    },
    async save({ url, keys, fetchedAt }) {
      await database.run(
        `INSERT INTO key_sets (url, keys, fetched_at) VALUES (:url, :keys, :fetchedAt)
         ON CONFLICT (url) DO UPDATE SET keys = :keys, fetched_at = :fetchedAt`,
        { url, keys: JSON.stringify(keys), fetchedAt },
      )
    },
  }
}
