import type { Connection } from 'mongoose'

import { createToken } from '../../src/runtime/index.ts'

/** A database of nobody else on the server, however many hosts its address names. */
export function aDatabaseUrl(server: string): string {
  const name = `lachan-${createToken().slice(0, 12)}`
  return server.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?/, `$1/${name}`)
}

/** A suite on an empty database of MongoDB; left out where no server is there (npm run test:mongo brings one). */
export function onMongo(title: string, suite: (connection: () => Connection) => void): void {
  const server = process.env['MONGODB_URL']
  if (!server) {
    it.skip(`${title}, on MongoDB`)
    return
  }
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
