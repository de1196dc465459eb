import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { aDatabaseUrl } from '../support/a-mongo-connection.ts'

/** An empty store that server processes share. */
export interface FaultStore {
  readonly databaseUrl: string
  /** Of the embedded engine. */
  readonly folder?: string
  remove(): Promise<void>
}

export interface FaultEngine {
  readonly name: 'sqlite' | 'mongodb'
  create(): FaultStore
}

function createFolder(): FaultStore {
  const folder = mkdtempSync(path.join(tmpdir(), 'lachan-faults-'))
  return {
    databaseUrl: `sqlite:${folder}`,
    folder,
    remove() {
      rmSync(folder, { recursive: true })
      return Promise.resolve()
    },
  }
}

function createDatabase(server: string): FaultStore {
  const databaseUrl = aDatabaseUrl(server)
  return {
    databaseUrl,
    async remove() {
      const { createConnection } = await import('mongoose')
      const connection = await createConnection(databaseUrl).asPromise()
      await connection.dropDatabase()
      await connection.close()
    },
  }
}

const mongodbUrl = process.env['MONGODB_URL']

export const sqlite: FaultEngine = { name: 'sqlite', create: createFolder }

/** Undefined without MONGODB_URL (scripts/with-mongo.ts brings a server). */
export const mongodb: FaultEngine | undefined =
  mongodbUrl === undefined
    ? undefined
    : { name: 'mongodb', create: () => createDatabase(mongodbUrl) }

/** Says what it left out. */
export function onEveryFaultEngine(title: string, suite: (engine: FaultEngine) => void): void {
  for (const engine of mongodb ? [sqlite, mongodb] : [sqlite]) {
    describe(`${title}, on ${engine.name}`, () => {
      suite(engine)
    })
  }
  if (!mongodb) it.skip(`${title}, on mongodb (left out: no MONGODB_URL)`)
}
