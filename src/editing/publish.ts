import { stat } from 'node:fs/promises'
import path from 'node:path'

import {
  ContentError,
  type Fingerprint,
  fingerprintOf,
  isSameFingerprint,
  keyOf,
  type ModuleFiles,
  readManifest,
  readVersion,
} from '../catalogue/index.ts'
import { ConflictError } from '../errors/index.ts'
import { checkFolder } from './check-folder.ts'
import { whileLocked, writeManifest, writeVersion } from './content-writer.ts'

export interface Published {
  /** Keys like `B5/2`. */
  readonly published: readonly string[]
  /** The very same files were published before. */
  readonly already: readonly string[]
}

/**
 * Publishes what a folder holds: from then on each of its versions stays as it is.
 * @throws ContentError with all problems; ConflictError('content-published' | 'content-version-old' |
 * 'content-version-there' | 'content-folder-closed')
 */
export async function publishFolder(
  folder: string,
  configured: readonly string[],
): Promise<Published> {
  const { versions, problems } = await checkFolder(folder, configured)
  if (problems.length > 0) throw new ContentError(problems)
  return publishVersions(versions, configured)
}

/** The same for files that were checked already. */
export async function publishVersions(
  versions: readonly ModuleFiles[],
  configured: readonly string[],
): Promise<Published> {
  const published: string[] = []
  const already: string[] = []
  for (const files of versions) {
    const isNew = await publishVersion(files, configured)
    if (isNew) published.push(keyOf(files))
    else already.push(keyOf(files))
  }
  return { published, already }
}

async function publishVersion(files: ModuleFiles, configured: readonly string[]): Promise<boolean> {
  const home = homeOf(files, configured)
  return whileLocked(home, async () => {
    const fingerprint = fingerprintOf(files)
    const manifests = await Promise.all(configured.map(readManifest))
    for (const { problems } of manifests) if (problems.length > 0) throw new ContentError(problems)
    const known = manifests.flatMap(({ manifest }) => Object.entries(manifest))
    if (isPublished(files, fingerprint, known)) return false
    await put(files, { home, fingerprint })
    const { manifest } = await readManifest(home)
    await writeManifest(home, { ...manifest, [keyOf(files)]: fingerprint })
    return true
  })
}

/** The folder in which it lies already, or the last one: that is where a department adds its own. */
function homeOf(files: ModuleFiles, configured: readonly string[]): string {
  const here = configured.find((folder) => path.join(folder, keyOf(files)) === files.folder)
  const home = here ?? configured.at(-1)
  if (home === undefined) throw new Error('there is no content folder')
  return home
}

/** @throws ConflictError where it would change what is published, or come behind it */
function isPublished(
  files: ModuleFiles,
  fingerprint: Fingerprint,
  known: readonly (readonly [string, Fingerprint])[],
): boolean {
  const key = keyOf(files)
  const before = known.find(([one]) => one === key)?.[1]
  if (before) {
    if (isSameFingerprint(before, fingerprint)) return true
    throw new ConflictError('content-published', { key })
  }
  const newer = known.find(([one]) => isNewerOf(files, one))?.[0]
  if (newer !== undefined) throw new ConflictError('content-version-old', { key, newer })
  return false
}

function isNewerOf({ id, version }: ModuleFiles, key: string): boolean {
  const [otherId, other] = key.split('/')
  return otherId === id && Number(other) > Number(version)
}

interface Target {
  readonly home: string
  readonly fingerprint: Fingerprint
}

async function put(files: ModuleFiles, { home, fingerprint }: Target): Promise<void> {
  const key = keyOf(files)
  const folder = path.join(home, key)
  const isThere = (await stat(folder).catch(() => undefined)) !== undefined
  if (!isThere) {
    await writeVersion(folder, files)
    return
  }
  const there = await readVersion({ ...files, folder }, [])
  if (!isSameFingerprint(fingerprintOf(there), fingerprint))
    throw new ConflictError('content-version-there', { key })
}
