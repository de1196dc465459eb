import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

import {
  isModuleId,
  isVersion,
  type ModuleFiles,
  type Problem,
  readVersion,
  toModuleFiles,
} from '../catalogue/index.ts'

export interface FoundVersions {
  readonly versions: readonly ModuleFiles[]
  readonly problems: readonly Problem[]
}

/** The versions that a person means by a folder: it is one, or holds those of one module, or modules. */
export async function versionsIn(folder: string): Promise<FoundVersions> {
  const problems: Problem[] = []
  const folders = await versionFoldersIn(folder)
  if (folders.length === 0) problems.push({ file: folder, message: 'has no module.json.' })
  const versions = await Promise.all(
    folders.map(async (one) => readVersion({ ...(await placeOf(one)), folder: one }, problems)),
  )
  return { versions: versions.toSorted((a, b) => Number(a.version) - Number(b.version)), problems }
}

/** The same for files that came in an archive. */
export function versionOf(
  folder: string,
  contents: ReadonlyMap<string, Buffer>,
): { readonly files: ModuleFiles; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  const place = placeIn(contents.get('module.json')?.toString('utf8') ?? '', folder)
  return { files: toModuleFiles({ ...place, folder }, contents, problems), problems }
}

const DEEPEST = 2

async function versionFoldersIn(folder: string, depth = 0): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  if (entries.some((entry) => entry.isFile() && entry.name === 'module.json')) return [folder]
  if (depth === DEEPEST) return []
  const below = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
  const found = await Promise.all(
    below.map(({ name }) => versionFoldersIn(path.join(folder, name), depth + 1)),
  )
  return found.flat()
}

async function placeOf(folder: string): Promise<Pick<ModuleFiles, 'id' | 'version'>> {
  const head = await readFile(path.join(folder, 'module.json'), 'utf8').catch(() => '')
  return placeIn(head, folder)
}

/** As module.json says; an editor's folder may be called as he likes. */
function placeIn(head: string, folder: string): Pick<ModuleFiles, 'id' | 'version'> {
  const { id, version } = namesIn(head)
  return {
    id: id !== undefined && isModuleId(id) ? id : path.basename(path.dirname(folder)),
    version: version !== undefined && isVersion(version) ? version : path.basename(folder),
  }
}

function namesIn(head: string): { readonly id?: string; readonly version?: string } {
  try {
    const { id, version } = JSON.parse(head) as {
      readonly id?: unknown
      readonly version?: unknown
    }
    return {
      ...(typeof id === 'string' && { id }),
      ...(typeof version === 'string' && { version }),
    }
  } catch {
    return {}
  }
}
