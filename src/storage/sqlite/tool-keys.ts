import type { ToolKey, ToolKeyRepository } from '../../lti/index.ts'
import type { Database, Row } from './database.ts'
import { moment, text } from './rows.ts'

export function createToolKeyRepository(database: Database): ToolKeyRepository {
  const find = async () => {
    const [row] = await database.all(`SELECT * FROM tool_keys WHERE slot = 'current'`)
    return row && toToolKey(row)
  }
  return {
    find,
    async addFirst(key) {
      await database.run(
        `INSERT INTO tool_keys (slot, kid, sealed_private_key, created_at)
         VALUES ('current', :kid, :sealedPrivateKey, :createdAt) ON CONFLICT (slot) DO NOTHING`,
        { ...key },
      )
      return (await find()) ?? key
    },
  }
}

function toToolKey(row: Row): ToolKey {
  return {
    kid: text(row, 'kid'),
    sealedPrivateKey: text(row, 'sealed_private_key'),
    createdAt: moment(row, 'created_at'),
  }
}
