import { ConflictError } from '../../errors/index.ts'
import type { SignInTries, SignInTriesRepository, TriesKey } from '../../staff/index.ts'
import type { Database, Row } from './database.ts'
import { integer, moment, text } from './rows.ts'

const SAVE = `
INSERT INTO sign_in_tries (key, count, next_at, expires_at, revision)
SELECT :key, :count, :nextAt, :expiresAt, :revision
WHERE :revision = 1
   OR EXISTS (SELECT 1 FROM sign_in_tries WHERE key = :key AND revision = :revision - 1)
ON CONFLICT (key) DO UPDATE
SET count = :count, next_at = :nextAt, expires_at = :expiresAt, revision = :revision
WHERE revision = :revision - 1 OR (:revision = 1 AND expires_at <= :now)`

export function createSignInTriesRepository(database: Database): SignInTriesRepository {
  return {
    async find(key, now) {
      const [row] = await database.all(
        'SELECT * FROM sign_in_tries WHERE key = :key AND expires_at > :now',
        { key, now },
      )
      return row && toSignInTries(row)
    },
    async save(tries, now) {
      const saved = await database.run(SAVE, { ...tries, now })
      if (saved === 0) throw new ConflictError('tries-changed')
    },
    async remove(key) {
      await database.run('DELETE FROM sign_in_tries WHERE key = :key', { key })
    },
    sweep: (now) => database.run('DELETE FROM sign_in_tries WHERE expires_at <= :now', { now }),
  }
}

function toSignInTries(row: Row): SignInTries {
  return {
    key: text(row, 'key') as TriesKey,
    count: integer(row, 'count'),
    nextAt: moment(row, 'next_at'),
    expiresAt: moment(row, 'expires_at'),
    revision: integer(row, 'revision'),
  }
}
