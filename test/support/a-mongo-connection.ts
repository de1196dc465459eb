import type { Connection } from 'mongoose'

import { createToken } from '../../src/runtime/index.ts'

/** A database of nobody else on the server, however many hosts its address names. */
export function aDatabaseUrl(server: string): string {
  const name = `lachan-${createToken().slice(0, 12)}`
  return server.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?/, `$1/${name}`)
}

export async function withDatabase<T>(
  url: string,
  work: (database: Connection) => Promise<T>,
): Promise<T> {
  const { createConnection } = await import('mongoose')
  const connection = await createConnection(url).asPromise()
  try {
    return await work(connection)
  } finally {
    await connection.close()
  }
}

/** What every collection holds, as text. */
export function textsIn(url: string): Promise<readonly (readonly [string, string])[]> {
  return withDatabase(url, async (connection) => {
    const collections = await connection.listCollections()
    return Promise.all(
      collections.map(async ({ name }) => {
        const documents = await connection.collection(name).find({}).toArray()
        return [name, JSON.stringify(documents)] as const
      }),
    )
  })
}

export async function dropDatabase(url: string): Promise<void> {
  await withDatabase(url, (connection) => connection.dropDatabase())
}

/** A suite on an empty database of MongoDB, where a server is there; test/storage/mongo/ tells where none is. */
export function onMongo(title: string, suite: (connection: () => Connection) => void): void {
  const server = process.env['MONGODB_URL']
  if (!server) return
  describe(title, () => {
    let connection: Connection
    beforeEach(async () => {
      const { openConnection } = await import('../../src/storage/mongo/connection.ts')
      connection = await openConnection({ url: aDatabaseUrl(server) })
    })
    afterEach(async () => {
      await connection.dropDatabase()
      await connection.close()
    })
    suite(() => connection)
  })
}
