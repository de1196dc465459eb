import type { mongo } from 'mongoose'

import { openConnection } from '../../../src/storage/mongo/connection.ts'
import { createPorts } from '../../../src/storage/mongo/index.ts'
import { INDEXES } from '../../../src/storage/mongo/indexes.ts'
import { migrate } from '../../../src/storage/mongo/migrate.ts'
import { aDatabaseUrl } from '../../support/a-mongo-connection.ts'
import { askEverything } from './calls.ts'
import { serving } from './serving-index.ts'
import type { Shapes } from './shapes.ts'

type Document = Readonly<Record<string, unknown>>

/** One question or change as it goes over the wire. */
interface Asked {
  readonly collection: string
  readonly filter: Document
  readonly sort: Document
}

export interface MongoShapes {
  readonly shapes: Shapes
  /** Every name that begins with `$`, every command, and every option of a command. */
  readonly words: ReadonlySet<string>
}

/** What each method of each port reads by: its commands, as they go to the server, beside the declared indexes. */
export async function mongoShapes(server: string): Promise<MongoShapes> {
  const connection = await openConnection({
    url: aDatabaseUrl(server),
    onStatement: () => undefined,
  })
  await migrate(connection)
  const shapes: Record<string, Set<string>> = {}
  const words = new Set<string>()
  let current = new Set<string>()
  connection.getClient().on('commandStarted', ({ command }: mongo.CommandStartedEvent) => {
    collectWords(command, words)
    for (const asked of questionsOf(command)) {
      for (const way of serving(asked, INDEXES)) current.add(way)
    }
  })
  await askEverything(createPorts(connection), (name) => {
    current = shapes[name] = new Set()
  })
  await connection.dropDatabase()
  await connection.close()
  return { shapes: inOrder(shapes), words }
}

function questionsOf(command: Document): readonly Asked[] {
  const about = (name: string, filter: unknown, sort: unknown = {}): Asked => ({
    collection: String(command[name]),
    filter: filter as Document,
    // The driver keeps its order in a map.
    sort: sort instanceof Map ? (Object.fromEntries(sort) as Document) : (sort as Document),
  })
  const steps = (name: string) => command[name] as readonly Document[]
  if ('find' in command) return [about('find', command['filter'], command['sort'])]
  if ('findAndModify' in command) return [about('findAndModify', command['query'], command['sort'])]
  if ('update' in command) return steps('updates').map(({ q }) => about('update', q))
  if ('delete' in command) return steps('deletes').map(({ q }) => about('delete', q))
  if ('aggregate' in command) {
    return [about('aggregate', steps('pipeline').find((stage) => '$match' in stage)?.['$match'])]
  }
  return []
}

/** Documents that are stored are no questions: their fields are ours. */
const DATA = new Set(['documents', '$set', '$setOnInsert', 'lsid', '$clusterTime'])

function collectWords(value: unknown, words: Set<string>): void {
  if (Array.isArray(value)) for (const one of value) collectWords(one, words)
  else if (isPlain(value)) {
    for (const [name, inner] of Object.entries(value)) {
      words.add(name)
      if (!DATA.has(name)) collectWords(inner, words)
    }
  }
}

function isPlain(value: unknown): value is Document {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  )
}

function inOrder(shapes: Readonly<Record<string, ReadonlySet<string>>>): Shapes {
  return Object.fromEntries(
    Object.entries(shapes)
      .filter(([, ways]) => ways.size > 0)
      .map(([name, ways]) => [name, [...ways].toSorted()]),
  )
}
