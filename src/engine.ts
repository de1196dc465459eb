import type { StorageConfig } from './config/index.ts'
import {
  createSqliteMaintenance,
  createSqliteStorage,
  type Maintenance,
  type SqliteStorage,
  type Writer,
} from './storage/sqlite/index.ts'

/** Every engine has the same ports. */
export type Storage = SqliteStorage

interface StorageOverrides {
  /** Told of every statement to the store. */
  readonly onStatement?: (() => void) | undefined
  readonly writer?: Writer | undefined
}

/** The only place that picks an engine. */
export async function openStorage(
  storage: StorageConfig,
  overrides: StorageOverrides = {},
): Promise<Storage> {
  if (storage.engine === 'sqlite') {
    return createSqliteStorage({ folder: storage.folder, ...overrides })
  }
  // Loaded where it is used: the embedded engine starts without mongoose.
  const { createMongoStorage } = await import('./storage/mongo/index.ts')
  return createMongoStorage({ url: storage.url, onStatement: overrides.onStatement })
}

/** What is done to a store as a whole; nothing is opened before it is asked for. */
export async function openMaintenance(storage: StorageConfig): Promise<Maintenance> {
  if (storage.engine === 'sqlite') return createSqliteMaintenance(storage.folder)
  const { createMongoMaintenance } = await import('./storage/mongo/index.ts')
  return createMongoMaintenance(storage.url)
}
