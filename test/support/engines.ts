import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { createSqliteStorage, type SqliteStorage } from '../../src/storage/sqlite/index.ts'
import { sharedWriter } from './a-writer.ts'

export type Storage = SqliteStorage

export interface Opened {
  readonly storage: Storage
  /** The same store seen by another process. */
  readonly reopen: () => Storage
}

/** A store for one suite. */
export interface Store {
  /** As it is before anything was written. */
  fresh(): Opened | Promise<Opened>
  /** After each case. */
  empty(): void | Promise<void>
  close(): void | Promise<void>
}

export type EngineName = 'sqlite' | 'mongodb'

interface Engine {
  readonly name: EngineName
  open(): Store | Promise<Store>
}

function openSqliteStore(): Store {
  let folder = ''
  let opened: Storage[] = []
  const open = () => {
    const storage = createSqliteStorage({ folder, writer: sharedWriter })
    opened.push(storage)
    return storage
  }
  return {
    fresh() {
      folder = mkdtempSync(path.join(tmpdir(), 'lachan-'))
      return { storage: open(), reopen: open }
    },
    async empty() {
      for (const storage of opened) await storage.close()
      opened = []
      rmSync(folder, { recursive: true })
    },
    close: () => undefined,
  }
}

const mongodbUrl = process.env['MONGODB_URL']

/** Loaded where there is a server only: what never runs would count as untested. */
async function openMongo(server: string): Promise<Store> {
  const { openMongoStore } = await import('./a-mongo-store.ts')
  return openMongoStore(server)
}

const engines: readonly Engine[] = [
  { name: 'sqlite', open: openSqliteStore },
  ...(mongodbUrl ? [{ name: 'mongodb' as const, open: () => openMongo(mongodbUrl) }] : []),
]

/** The server of the other engine, where the suite said that there is one. */
export function mongodbServer(): string {
  if (!mongodbUrl) throw new Error('MONGODB_URL is not set: run npm run test:mongo')
  return mongodbUrl
}

/** Runs a journey through the whole app on every engine that this machine has; the journey makes its own stores. */
export function journeyOnEveryEngine(title: string, journey: (engine: EngineName) => void): void {
  for (const { name } of engines) {
    describe(`${title}, on ${name}`, function () {
      // The tests' server of MongoDB's protocol lets in one command at a time.
      if (name === 'mongodb') this.timeout(20_000)
      journey(name)
    })
  }
}

/** Runs a suite on every engine that this machine has (npm run test:mongo), each case on a fresh store. */
export function onEveryEngine(port: string, suite: (opened: () => Opened) => void): void {
  for (const engine of engines) {
    describe(`${port} on ${engine.name}`, () => {
      let store: Store | undefined
      let current: Opened
      before(async () => {
        store = await engine.open()
      })
      beforeEach(async () => {
        current = await store!.fresh()
      })
      afterEach(() => store?.empty())
      after(() => store?.close())
      suite(() => current)
    })
  }
}
