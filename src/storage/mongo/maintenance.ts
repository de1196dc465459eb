import type { Connection } from 'mongoose'

import { ConflictError } from '../../errors/index.ts'
import { checkDatabase } from './check.ts'
import { openConnection } from './connection.ts'
import { migrate, MIGRATIONS } from './migrate.ts'

/** What is done to a database as a whole. To copy it is the work of its own tools, which know of replica sets. */
export function createMongoMaintenance(url: string) {
  async function withDatabase<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await openConnection({ url })
    try {
      return await work(connection)
    } finally {
      await connection.close()
    }
  }
  const byItsOwnTools = () => Promise.reject(new ConflictError('backup-by-mongodump'))
  return {
    migrate: () =>
      withDatabase(async (connection) => {
        const from = await migrate(connection)
        return [{ name: connection.name, from, to: MIGRATIONS.length }]
      }),
    check: () => withDatabase(checkDatabase),
    backup: byItsOwnTools,
    restore: byItsOwnTools,
  }
}
