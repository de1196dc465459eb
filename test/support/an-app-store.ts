import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { readConfig } from '../../src/config/index.ts'
import { createDependencies } from '../../src/dependencies.ts'
import { aLogger } from './a-logger.ts'
import { sharedWriter } from './a-writer.ts'
import { type EngineName, mongodbServer } from './engines.ts'

/** What one place of a store holds, as text. */
export type StoredText = readonly [place: string, content: string]

/** A throw-away store for the whole app, on either engine. */
export interface AppStore {
  /** What an app needs to run on it. */
  readonly env: Readonly<Record<string, string>>
  /** Where the embedded store lies; empty on the other engine. */
  readonly folder: string
  /** Everything that it holds. */
  contents(): Promise<readonly StoredText[]>
  remove(): Promise<void>
}

export async function anAppStore(engine: EngineName): Promise<AppStore> {
  return engine === 'sqlite' ? onSqlite(await copyEmptyStore()) : onMongo(mongodbServer())
}

/** One that somebody else removes. */
export function keptAppStore(folder: string): AppStore {
  return { ...onSqlite(folder), remove: () => Promise.resolve() }
}

function onSqlite(folder: string): AppStore {
  return {
    env: { DATABASE_URL: `sqlite:${folder}` },
    folder,
    contents: () =>
      Promise.resolve(filesBelow(folder).map((file) => [file, readFileSync(file).toString()])),
    remove() {
      rmSync(folder, { recursive: true })
      return Promise.resolve()
    },
  }
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
}

/** Loaded where there is a server only. */
async function onMongo(server: string): Promise<AppStore> {
  const { aDatabaseUrl, dropDatabase, textsIn } = await import('./a-mongo-connection.ts')
  const url = aDatabaseUrl(server)
  return {
    // No folder lies beside these data in which secrets could be kept.
    env: {
      DATABASE_URL: url,
      APP_SECRET: 'a secret of the tests for cookies and seals',
      PSEUDONYM_KEY: 'another one of the tests for keys of learners',
    },
    folder: '',
    contents: () => textsIn(url),
    remove: () => dropDatabase(url),
  }
}

// Making the tool's RSA key takes a tenth of a second and more, so one empty store with a key is made and copied.
let emptyStore: Promise<string> | undefined

const newFolder = () => mkdtempSync(path.join(tmpdir(), 'lachan-'))

async function makeEmptyStore(): Promise<string> {
  const folder = newFolder()
  process.once('exit', () => {
    rmSync(folder, { recursive: true })
  })
  const config = readConfig({ DATABASE_URL: `sqlite:${folder}` })
  const deps = await createDependencies(config, {
    logger: aLogger().logger,
    writer: sharedWriter,
  })
  await deps.lti.start()
  await deps.lti.close()
  await deps.storage.close()
  return folder
}

async function copyEmptyStore(): Promise<string> {
  emptyStore ??= makeEmptyStore()
  const folder = newFolder()
  cpSync(await emptyStore, folder, { recursive: true })
  return folder
}
