import type { ToolKey, ToolKeyRepository } from '../../lti/index.ts'
import type { Database, Row } from './database.ts'
import { integer, moment, optionalMoment, text } from './rows.ts'

export function createToolKeyRepository(database: Database): ToolKeyRepository {
  return {
    async list() {
      return (await database.all('SELECT * FROM signing_keys ORDER BY number')).map(toToolKey)
    },
    async add(key) {
      const added = await database.run(
        `INSERT INTO signing_keys (number, kid, sealed_private_key, created_at, signs_from)
         VALUES (:number, :kid, :sealedPrivateKey, :createdAt, :signsFrom)
         ON CONFLICT (number) DO NOTHING`,
        { signsFrom: undefined, ...key },
      )
      return added === 1
    },
    async schedule(number, signsFrom) {
      const changed = await database.run(
        `UPDATE signing_keys SET signs_from = :signsFrom
         WHERE number = :number AND signs_from IS NULL`,
        { number, signsFrom },
      )
      return changed === 1
    },
    async remove(number) {
      await database.run('DELETE FROM signing_keys WHERE number = :number', { number })
    },
  }
}

function toToolKey(row: Row): ToolKey {
  const signsFrom = optionalMoment(row, 'signs_from')
  return {
    number: integer(row, 'number'),
    kid: text(row, 'kid'),
    sealedPrivateKey: text(row, 'sealed_private_key'),
    createdAt: moment(row, 'created_at'),
    ...(signsFrom && { signsFrom }),
  }
}
