import type { Connection } from 'mongoose'

import { INDEXES } from './indexes.ts'
import { createVersionCounter, SCHOOLS } from './versions.ts'

/** Grows with every step that an older program would misread. */
const SCHEMA_VERSION = 1

/**
 * Makes what is missing; whatever is there stays, so several nodes may start at once. Refuses a database that a newer
 * program wrote: guessing at its meaning could destroy facts.
 */
export async function migrate(connection: Connection): Promise<void> {
  const schema = createVersionCounter(connection, 'schema')
  await schema.prepare(SCHEMA_VERSION)
  const version = await schema.read()
  if (version > SCHEMA_VERSION) {
    const { name } = connection
    throw new Error(`${name} has schema ${version}, this program knows ${SCHEMA_VERSION}`)
  }
  await createVersionCounter(connection, SCHOOLS).prepare()
  // One by one: several at once, some of them there, end the connection of the server that the tests use.
  for (const { collection, keys, unique = false } of INDEXES) {
    await connection.collection(collection).createIndex({ ...keys }, { unique }, {})
  }
}
