import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

import { type Manifest, MANIFEST_FILE, type ModuleFiles } from '../catalogue/index.ts'
import { ConflictError } from '../errors/index.ts'
import { createToken } from '../runtime/index.ts'

const LOCK_FILE = '.publishing'
const LOCK_WAIT_MS = 100
// Whoever holds it for ten seconds has died: a publication takes less than one.
const MOST_WAITS = 100

/**
 * One publication at a time, over all processes that share the folder.
 * @throws ConflictError('content-folder-closed') where the folder cannot be written
 */
export async function whileLocked<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const lock = path.join(folder, LOCK_FILE)
  try {
    await takeLock(lock)
  } catch (error) {
    throw closed(folder, error)
  }
  try {
    return await work()
  } catch (error) {
    throw closed(folder, error)
  } finally {
    await rm(lock, { force: true })
  }
}

async function takeLock(lock: string): Promise<void> {
  const first = await markOf(lock)
  for (let waits = 0; !(await isTaken(lock)); waits++) {
    if (waits === MOST_WAITS) {
      const isDead = first !== undefined && (await markOf(lock)) === first
      if (!isDead) throw new ConflictError('content-folder-busy')
      await rm(lock, { force: true })
      waits = 0
    }
    await wait(LOCK_WAIT_MS)
  }
}

async function isTaken(lock: string): Promise<boolean> {
  try {
    await (await open(lock, 'wx')).close()
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

async function markOf(lock: string): Promise<string | undefined> {
  const found = await stat(lock).catch(() => undefined)
  return found && `${found.ino}/${found.mtimeMs}`
}

/** The whole folder appears at once, or not at all. */
export async function writeVersion(folder: string, files: ModuleFiles): Promise<void> {
  const parent = path.dirname(folder)
  const draft = path.join(parent, `.${path.basename(folder)}-${createToken().slice(0, 8)}`)
  try {
    for (const [name, text] of files.texts) await writeDurably(path.join(draft, name), text)
    for (const [name, { content }] of files.media)
      await writeDurably(path.join(draft, 'media', name), content)
    await rename(draft, folder)
    await syncFolder(parent)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const sorted = Object.entries(manifest).toSorted(([one], [other]) =>
    one.localeCompare(other, 'en', { numeric: true }),
  )
  const draft = path.join(folder, `.${MANIFEST_FILE}-${createToken().slice(0, 8)}`)
  await writeDurably(draft, `${JSON.stringify(Object.fromEntries(sorted), undefined, 2)}\n`)
  await rename(draft, path.join(folder, MANIFEST_FILE))
  await syncFolder(folder)
}

async function writeDurably(file: string, content: string | Buffer): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true })
  const handle = await open(file, 'w')
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const CLOSED = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOSPC'])

function closed(folder: string, error: unknown): unknown {
  const isClosed = error instanceof Error && CLOSED.has(codeOf(error))
  return isClosed ? new ConflictError('content-folder-closed', { folder }, error) : error
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  return typeof code === 'string' ? code : ''
}
