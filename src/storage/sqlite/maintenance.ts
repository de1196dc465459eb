import path from 'node:path'

import { backUp, type BackupOrder } from './backup.ts'
import type { BackupManifest } from './backup-file.ts'
import { checkStore } from './check.ts'
import { openConnection } from './connection.ts'
import { migrate } from './migrate.ts'
import { restore, type Restored, type RestoreOrder } from './restore.ts'
import { STORE_PARTS } from './store-parts.ts'

export interface SchemaStep {
  readonly name: string
  readonly from: number
  readonly to: number
}

/** What is done to a store as a whole, rather than to what it holds. */
export interface Maintenance {
  /** Brings it up to this program's schema. */
  migrate(): Promise<readonly SchemaStep[]>
  /** While others go on writing. */
  backup(order: BackupOrder): Promise<BackupManifest>
  restore(order: RestoreOrder): Promise<Restored>
  /** What is wrong, a line each. */
  check(): Promise<readonly string[]>
}

export function createSqliteMaintenance(folder: string): Maintenance {
  return {
    migrate: async () => Promise.resolve(migrateAll(folder)),
    backup: (order) => backUp(folder, order),
    restore: (order) => restore(folder, order),
    check: async () => Promise.resolve(checkStore(folder)),
  }
}

function migrateAll(folder: string): readonly SchemaStep[] {
  return STORE_PARTS.map(({ name, migrations, synchronous }) => {
    const connection = openConnection(path.join(folder, name), synchronous)
    try {
      return { name, from: migrate(connection, migrations, name), to: migrations.length }
    } finally {
      connection.close()
    }
  })
}
