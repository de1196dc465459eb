import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { backup, type DatabaseSync } from 'node:sqlite'

import { ConflictError } from '../../errors/index.ts'
import {
  type BackupManifest,
  type BackupPart,
  bytesOf,
  FORMAT,
  type KeyFingerprints,
  pack,
} from './backup-file.ts'
import { readVersion, refuseNewer } from './migrate.ts'
import { openPartToRead, STORE_PARTS, type StorePart } from './store-parts.ts'

export interface BackupOrder {
  readonly file: string
  readonly at: Date
  readonly product: string
  readonly keys: KeyFingerprints
}

const PAGES_PER_STEP = 2000

/** Copies the store while others go on writing; both files as they are at one moment. */
export async function backUp(folder: string, order: BackupOrder): Promise<BackupManifest> {
  const { file, at, product, keys } = order
  if (existsSync(file)) throw new ConflictError('backup-exists', { file })
  const snapshots = holdSnapshots(folder)
  // Beside the backup, so that it comes into its place by a mere renaming.
  const work = await mkdtemp(`${path.resolve(file)}.`)
  try {
    const parts = []
    for (const snapshot of snapshots) parts.push(await copy(snapshot, work))
    const manifest = { format: FORMAT, at: at.toISOString(), product, keys, parts } as const
    await pack(work, manifest, file)
    return manifest
  } finally {
    for (const { connection } of snapshots) connection.close()
    await rm(work, { recursive: true })
  }
}

interface Snapshot {
  readonly part: StorePart
  readonly connection: DatabaseSync
  readonly schema: number
}

/**
 * A transaction that reads keeps what it saw. Without one SQLite's backup begins anew whenever somebody writes, and
 * beside a busy server never ends.
 */
function holdSnapshots(folder: string): readonly Snapshot[] {
  return STORE_PARTS.map((part) => {
    const connection = openPartToRead(folder, part)
    connection.exec('BEGIN')
    const schema = readVersion(connection)
    refuseNewer(part.name, schema, part.migrations.length)
    return { part, connection, schema }
  })
}

async function copy({ part, connection, schema }: Snapshot, folder: string): Promise<BackupPart> {
  const { name } = part
  const file = path.join(folder, name)
  await backup(connection, file, { rate: PAGES_PER_STEP })
  return { name, schema, bytes: await bytesOf(file) }
}
