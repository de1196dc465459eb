import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { ConflictError, NotFoundError } from '../../errors/index.ts'
import { type BackupManifest, type KeyFingerprints, unpack } from './backup-file.ts'
import { isBusy } from './connection.ts'
import { readVersion, refuseNewer } from './migrate.ts'
import { openToRead, STORE_PARTS } from './store-parts.ts'

export interface RestoreOrder {
  readonly file: string
  readonly at: Date
  readonly keys: KeyFingerprints
  /** Also where a store lies, which is put aside. */
  readonly force: boolean
  /** Also with other keys than those of the backup. */
  readonly otherKeys: boolean
}

export interface Restored {
  readonly manifest: BackupManifest
  /** Names of the keys that are not those of the backup. */
  readonly otherKeys: readonly string[]
  /** Folder to which the store went that lay there. */
  readonly putAside?: string
}

/** Everything is proven before anything is touched. */
export async function restore(folder: string, order: RestoreOrder): Promise<Restored> {
  const { file, force } = order
  if (!existsSync(file)) throw new NotFoundError('file-not-found')
  const isThere = STORE_PARTS.some(({ name }) => existsSync(path.join(folder, name)))
  if (isThere && !force) throw new ConflictError('store-not-empty', { folder })
  await mkdir(folder, { recursive: true })
  // In the folder itself, so that the files come into their place by a mere renaming.
  const work = await mkdtemp(path.join(folder, 'restoring-'))
  try {
    const proven = await prove(work, order)
    const putAside = isThere ? await putStoreAside(folder, order.at) : undefined
    for (const { name } of STORE_PARTS) {
      await rename(path.join(work, name), path.join(folder, name))
    }
    return { ...proven, ...(putAside && { putAside }) }
  } finally {
    await rm(work, { recursive: true, maxRetries: 10, retryDelay: 50 })
  }
}

async function prove(work: string, order: RestoreOrder): Promise<Restored> {
  const manifest = await unpack(order.file, work)
  refuseSchemas(work)
  const otherKeys = otherKeysOf(manifest.keys, order.keys)
  if (otherKeys.length > 0 && !order.otherKeys) {
    throw new ConflictError('backup-other-keys', { keys: otherKeys.join(', ') })
  }
  return { manifest, otherKeys }
}

function refuseSchemas(folder: string): void {
  for (const { name, migrations } of STORE_PARTS) {
    const connection = openToRead(path.join(folder, name))
    try {
      refuseNewer(name, readVersion(connection), migrations.length)
    } finally {
      connection.close()
    }
  }
}

/** What one of the backup's secrets sealed, one of ours must open; learner keys hang on the one pseudonym key. */
function otherKeysOf(theirs: KeyFingerprints, ours: KeyFingerprints): readonly string[] {
  const opensAll = theirs.app.every((one) => ours.app.includes(one))
  return [
    ...(opensAll ? [] : ['APP_SECRET']),
    ...(theirs.pseudonym === ours.pseudonym ? [] : ['PSEUDONYM_KEY']),
  ]
}

async function putStoreAside(folder: string, at: Date): Promise<string> {
  for (const { name } of STORE_PARTS) refuseInUse(folder, name)
  const aside = path.join(folder, `replaced-${at.toISOString().replaceAll(/[:.]/g, '-')}`)
  await mkdir(aside)
  for (const { name } of STORE_PARTS) {
    for (const one of [name, `${name}-wal`, `${name}-shm`]) {
      const file = path.join(folder, one)
      if (existsSync(file)) await rename(file, path.join(aside, one))
    }
  }
  return aside
}

/** Out of WAL a file comes only while nobody else has it open; what lay in the WAL is then in the file. */
function refuseInUse(folder: string, name: string): void {
  const file = path.join(folder, name)
  if (!existsSync(file)) return
  try {
    const connection = new DatabaseSync(file)
    connection.exec('PRAGMA journal_mode = DELETE')
    connection.close()
  } catch (error) {
    if (isBusy(error)) throw new ConflictError('store-in-use', { folder }, error)
    // What cannot even be opened is here to be replaced.
  }
}
