import { createConnection } from 'mongoose'

import { createMongoStorage } from '../../src/storage/mongo/index.ts'
import { aDatabaseUrl } from './a-mongo-connection.ts'

/**
 * One database for a suite, seen by two processes and emptied after each case: to make the indexes anew would take
 * longer than the case.
 */
export async function openMongoStore(server: string) {
  const url = aDatabaseUrl(server)
  const storage = await createMongoStorage({ url })
  const other = await createMongoStorage({ url })
  const cleaner = await createConnection(url).asPromise()
  return {
    fresh: () => ({ storage, reopen: () => other }),
    // What `versions` counts only grows, and the schema's number stays.
    async empty() {
      const collections = await cleaner.listCollections()
      const names = collections.map(({ name }) => name).filter((name) => name !== 'versions')
      await Promise.all(names.map((name) => cleaner.collection(name).deleteMany({})))
    },
    async close() {
      await cleaner.dropDatabase()
      await Promise.all([cleaner, storage, other].map((one) => one.close()))
    },
  }
}
