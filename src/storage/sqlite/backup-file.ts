import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { chmod, open, readFile, rename, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'

import { create, extract } from 'tar'

import { InvalidInputError } from '../../errors/index.ts'
import { STORE_PARTS } from './store-parts.ts'

/** Tells keys apart and gives none away. */
export interface KeyFingerprints {
  /** The first seals, every one opens. */
  readonly app: readonly string[]
  readonly pseudonym: string
}

export interface BackupPart {
  readonly name: string
  readonly schema: number
  readonly bytes: number
}

/** What a backup says of itself. */
export interface BackupManifest {
  readonly format: string
  readonly at: string
  /** Version of the product that made it. */
  readonly product: string
  readonly keys: KeyFingerprints
  readonly parts: readonly BackupPart[]
}

export const FORMAT = 'la-chan-backup-1'
const MANIFEST = 'manifest.json'
/** In the form that `sha256sum -c` reads, so that a backup can be checked where this product is not. */
const SUMS = 'SHA256SUMS'
const PACKED = 'packed.tar'

const SUMMED = [MANIFEST, ...STORE_PARTS.map(({ name }) => name)]
const CONTENTS = [...SUMMED, SUMS]

/** Packs the parts that lie in a folder into one tar, which is there whole or not at all. */
export async function pack(folder: string, manifest: BackupManifest, file: string): Promise<void> {
  const inFolder = (name: string) => path.join(folder, name)
  await writeFile(inFolder(MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`)
  await writeFile(inFolder(SUMS), await sumsOf(folder))
  await create({ file: inFolder(PACKED), cwd: folder, portable: true, strict: true }, CONTENTS)
  // It holds what people entered: for its owner only.
  await chmod(inFolder(PACKED), 0o600)
  await reachDisk(inFolder(PACKED))
  await rename(inFolder(PACKED), file)
}

/** @throws InvalidInputError('backup-damaged') */
export async function unpack(file: string, folder: string): Promise<BackupManifest> {
  await extractInto(folder, file)
  const [stated, found] = await Promise.all([
    readFile(path.join(folder, SUMS), 'utf8').catch(() => 'not there'),
    sumsOf(folder).catch(() => undefined),
  ])
  if (stated !== found) throw new InvalidInputError('backup-damaged', { file })
  for (const { name } of STORE_PARTS) await reachDisk(path.join(folder, name))
  const manifest = JSON.parse(await readFile(path.join(folder, MANIFEST), 'utf8')) as BackupManifest
  if (manifest.format !== FORMAT) throw new InvalidInputError('backup-unknown', { file })
  return manifest
}

/**
 * Whatever can be had of it: the sums tell whether that is all. Told to stop at the first thing that it does not
 * understand, tar would stop while it still writes.
 */
async function extractInto(folder: string, file: string): Promise<void> {
  const failures: Error[] = []
  const note = (problem: unknown) => {
    // A full disk or a folder that is not ours, rather than a damaged file.
    if (problem instanceof Error && 'syscall' in problem) failures.push(problem)
  }
  const extraction = extract({
    file,
    cwd: folder,
    preserveOwner: false,
    filter: (name, entry) => CONTENTS.includes(name) && 'type' in entry && entry.type === 'File',
    onwarn: (_code, _message, data) => {
      note(data)
    },
  })
  await extraction.catch(note)
  if (failures[0]) throw failures[0]
}

async function sumsOf(folder: string): Promise<string> {
  const lines = []
  for (const name of SUMMED) lines.push(`${await sha256Of(path.join(folder, name))}  ${name}\n`)
  return lines.join('')
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

async function reachDisk(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export async function bytesOf(file: string): Promise<number> {
  return (await stat(file)).size
}
