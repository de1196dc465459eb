import { existsSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { NotFoundError } from '../../errors/index.ts'
import type { Synchronous } from './connection.ts'
import type { Migration } from './migrate.ts'
import { factMigrations, visitMigrations } from './migrations/index.ts'

/** One of the files that a store consists of. */
export interface StorePart {
  readonly name: string
  readonly migrations: readonly Migration[]
  readonly synchronous: Synchronous
}

export const STORE_PARTS: readonly StorePart[] = [
  { name: 'facts.db', migrations: factMigrations, synchronous: 'FULL' },
  { name: 'visits.db', migrations: visitMigrations, synchronous: 'NORMAL' },
]

const WAIT_MS = 5000

/** Changes nothing, the schema neither. */
export function openToRead(file: string): DatabaseSync {
  return new DatabaseSync(file, { readOnly: true, timeout: WAIT_MS })
}

/** @throws NotFoundError('store-missing') */
export function openPartToRead(folder: string, { name }: StorePart): DatabaseSync {
  const file = path.join(folder, name)
  if (!existsSync(file)) throw new NotFoundError('store-missing', { folder })
  return openToRead(file)
}
