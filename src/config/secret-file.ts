import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import type { Config } from './config.ts'

export interface Secrets {
  /** The first seals, every one opens. */
  readonly app: readonly string[]
  readonly pseudonym: string
}

/**
 * The configured secrets. Where one is missing (never in production) it is made once and kept in `secrets.json` beside
 * the data, readable by the owner only, so that a newcomer needs no configuration.
 */
export function loadSecrets(config: Pick<Config, 'secrets' | 'storage'>): Secrets {
  const { app, pseudonym } = config.secrets
  if (app && pseudonym) return { app, pseudonym }
  const folder = config.storage.engine === 'sqlite' ? config.storage.folder : path.resolve('data')
  const made = readOrMake(path.join(folder, 'secrets.json'))
  return { app: app ?? made.app, pseudonym: pseudonym ?? made.pseudonym }
}

function readOrMake(file: string): Secrets {
  if (existsSync(file)) return parse(readFileSync(file, 'utf8'), file)
  mkdirSync(path.dirname(file), { recursive: true })
  const fresh: Secrets = { app: [newSecret()], pseudonym: newSecret() }
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(fresh)}\n`, { mode: 0o600 })
  try {
    // A link is made whole or not at all: of two processes that start together, one wins and both read the same.
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
  return parse(readFileSync(file, 'utf8'), file)
}

function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

function parse(text: string, file: string): Secrets {
  const { app, pseudonym } = JSON.parse(text) as Partial<Secrets>
  if (!Array.isArray(app) || app.length === 0 || !pseudonym) {
    throw new Error(`${file} does not hold the secrets of this store`)
  }
  return { app, pseudonym }
}
