import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

import Joi from 'joi'

import type { Problem } from './content-error.ts'
import type { ModuleFiles } from './module-parser.ts'

/** What a content folder keeps beside its modules: every published version with the SHA-256 of each of its files. */
export const MANIFEST_FILE = 'published.json'

/** SHA-256 by path inside the version's folder: `steps/01-bay.md`. */
export type Fingerprint = Readonly<Record<string, string>>

/** By `B5/1`. */
export type Manifest = Readonly<Record<string, Fingerprint>>

const schema = Joi.object<Manifest>().pattern(
  /^[A-Z0-9-]+\/[1-9]\d*$/,
  Joi.object().pattern(Joi.string(), Joi.string().pattern(/^[0-9a-f]{64}$/)),
)

export function keyOf({ id, version }: { readonly id: string; readonly version: string }): string {
  return `${id}/${version}`
}

/** The same for the same words, whatever system saved the files: texts are hashed as they are understood. */
export function fingerprintOf({ texts, media }: ModuleFiles): Fingerprint {
  const drawings = [...media].map(([name, { content }]) => [`media/${name}`, content] as const)
  const hashes = [...texts, ...drawings].map(([name, content]) => [name, sha256(content)] as const)
  return Object.fromEntries(hashes.toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}

export interface ReadManifest {
  readonly manifest: Manifest
  readonly problems: readonly Problem[]
}

/** Empty where nothing has been published yet. */
export async function readManifest(folder: string): Promise<ReadManifest> {
  const file = path.join(folder, MANIFEST_FILE)
  try {
    const data: unknown = JSON.parse(await readFile(file, 'utf8'))
    const result = schema.validate(data)
    if (!result.error) return { manifest: result.value, problems: [] }
    const message = `cannot be read: ${result.error.message}.`
    return { manifest: {}, problems: [{ file, message }] }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { manifest: {}, problems: [] }
    const reason = error instanceof Error ? error.message : String(error)
    return { manifest: {}, problems: [{ file, message: `cannot be read: ${reason}.` }] }
  }
}

/** A published version is what people have learned from and were shown: each file stays as it was. */
export function problemsOfPublished(
  folder: string,
  manifest: Manifest,
  modules: readonly ModuleFiles[],
): readonly Problem[] {
  const byKey = new Map(modules.map((files) => [keyOf(files), files]))
  return Object.entries(manifest).flatMap(([key, published]) => {
    const files = byKey.get(key)
    if (files) return changesOf(files, published)
    return [{ file: path.join(folder, key), message: 'is published, but no longer there.' }]
  })
}

function changesOf(files: ModuleFiles, published: Fingerprint): readonly Problem[] {
  const now = fingerprintOf(files)
  const names = [...new Set([...Object.keys(published), ...Object.keys(now)])].toSorted()
  return names
    .filter((name) => published[name] !== now[name])
    .map((name) => ({
      file: path.join(files.folder, name),
      message: changeOf(published, now, name),
    }))
}

function changeOf(published: Fingerprint, now: Fingerprint, name: string): string {
  if (now[name] === undefined) return 'is gone, but its version is published: make a new version.'
  if (published[name] === undefined)
    return 'was added, but its version is published: make a new version.'
  return 'has changed, but its version is published: make a new version.'
}

export function isSameFingerprint(one: Fingerprint, other: Fingerprint): boolean {
  return (
    JSON.stringify(Object.entries(one).toSorted()) ===
    JSON.stringify(Object.entries(other).toSorted())
  )
}
