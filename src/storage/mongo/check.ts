import { isDeepStrictEqual } from 'node:util'

import type { Connection } from 'mongoose'

import { INDEXES } from './indexes.ts'
import { MIGRATIONS, readSchema } from './migrate.ts'

/** What is wrong with the database itself, and with the scores that are owed; nothing is changed. */
export async function checkDatabase(connection: Connection): Promise<readonly string[]> {
  const version = await readSchema(connection)
  if (version < MIGRATIONS.length) {
    return [`schema ${version}, this program has ${MIGRATIONS.length}: lachan db migrate`]
  }
  return [...(await missingIndexes(connection)), ...(await scoresIn(connection))]
}

async function missingIndexes(connection: Connection): Promise<readonly string[]> {
  const problems: string[] = []
  for (const [collection, declared] of Map.groupBy(INDEXES, (index) => index.collection)) {
    const there = await keysIn(connection, collection)
    const missing = declared.filter(({ keys }) => !there.some((one) => isInOrder(one, keys)))
    problems.push(
      ...missing.map(({ keys }) => `${collection} has no index on ${Object.keys(keys).join(', ')}`),
    )
  }
  return problems
}

async function keysIn(connection: Connection, name: string): Promise<readonly object[]> {
  const collections = await connection.listCollections()
  if (!collections.some((one) => one.name === name)) return []
  const indexes = await connection.collection(name).listIndexes().toArray()
  return indexes.map(({ key }) => key as object)
}

function isInOrder(one: object, other: object): boolean {
  return isDeepStrictEqual(Object.entries(one), Object.entries(other))
}

interface DeliveryFields {
  readonly _id: string
  readonly state: string
  readonly sealedSub?: string
}

interface CompletionFields {
  readonly _id: string
  readonly scoreIntent?: object
  readonly intentSince?: Date
}

/** Each is looked at, one after the other: no rule of the database keeps them in order. */
async function scoresIn(connection: Connection): Promise<readonly string[]> {
  const wrong: string[] = []
  const deliveries = connection.collection<DeliveryFields>('deliveries')
  for await (const { _id, state, sealedSub } of deliveries.find({})) {
    const waits = state === 'waiting'
    if (waits && !sealedSub) wrong.push(`waits without a recipient: delivery ${_id}`)
    if (!waits && sealedSub) wrong.push(`is done and still has its recipient: delivery ${_id}`)
  }
  const completions = connection.collection<CompletionFields>('completions')
  for await (const { _id, scoreIntent, intentSince } of completions.find({})) {
    if (Boolean(scoreIntent) === Boolean(intentSince)) continue
    wrong.push(`owes a score that nobody would find: completion ${_id}`)
  }
  return wrong
}
