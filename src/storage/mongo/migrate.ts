import type { Connection } from 'mongoose'

import { INDEXES } from './indexes.ts'
import { createVersionCounter, SCHOOLS } from './versions.ts'

/** What brings a database from the version before to this one. It may run twice, and beside itself on another node. */
export type Migration = (connection: Connection) => Promise<void>

/** The numbered steps, in order; one that was released never changes. */
export const MIGRATIONS: readonly Migration[] = [
  (connection) => createVersionCounter(connection, SCHOOLS).prepare(),
  async (connection) => {
    await numberTheToolKey(connection)
    // A login leaves nothing behind any more (decision 0022), and nobody would sweep what earlier ones left.
    await connection.collection('handshakes').deleteMany({})
  },
]

interface FirstToolKey {
  readonly _id: string
  readonly kid: string
  readonly sealedPrivateKey: string
  readonly createdAt: Date
}

/** The one key that there was becomes the first of a series. */
async function numberTheToolKey(connection: Connection): Promise<void> {
  const current = { _id: 'current' }
  const first = await connection.collection<FirstToolKey>('tool_keys').findOne(current)
  if (!first) return
  const { kid, sealedPrivateKey, createdAt } = first
  const key = { number: 1, kid, sealedPrivateKey, createdAt, signsFrom: createdAt, waits: false }
  const keys = connection.collection<typeof key & { _id: string }>('signing_keys')
  await keys.replaceOne({ _id: '1' }, key, { upsert: true })
  await connection.collection<FirstToolKey>('tool_keys').deleteOne(current)
}

/**
 * Brings a database up to this program's schema; gives the one that it had, 0 for a new one. Refuses a database that a
 * newer program wrote: guessing at its meaning could destroy facts.
 */
export async function migrate(
  connection: Connection,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<number> {
  const schema = createVersionCounter(connection, 'schema')
  await schema.prepare()
  const version = await readSchema(connection, migrations)
  for (const [index, step] of migrations.entries()) {
    if (index < version) continue
    await step(connection)
    // Of several nodes that took the step one says so.
    await schema.publish(index + 1)
  }
  await makeIndexes(connection)
  return version
}

/** @throws Error where a newer program wrote the database */
export async function readSchema(
  connection: Connection,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<number> {
  const version = await createVersionCounter(connection, 'schema').read()
  if (version > migrations.length) {
    const { name } = connection
    throw new Error(
      `${name} has schema ${version}, this program knows ${migrations.length}: a newer version wrote it`,
    )
  }
  return version
}

/** Those that are missing; whatever is there stays, so several nodes may start at once. */
async function makeIndexes(connection: Connection): Promise<void> {
  // One by one: several at once, some of them there, end the connection of the server that the tests use.
  for (const { collection, keys, unique = false } of INDEXES) {
    await connection.collection(collection).createIndex({ ...keys }, { unique }, {})
  }
}
