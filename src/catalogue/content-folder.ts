import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

import type { Problem } from './content-error.ts'
import type { MediaSource } from './media.ts'
import { isModuleId, isVersion } from './module-file.ts'
import type { ModuleFiles } from './module-parser.ts'

export interface ContentFiles {
  readonly modules: readonly ModuleFiles[]
  readonly problems: readonly Problem[]
}

/** Reads every `<folder>/<id>/<version>/`; names that begin with a dot are nobody's business. */
export async function readContentFolder(folder: string): Promise<ContentFiles> {
  const problems: Problem[] = []
  const modules: ModuleFiles[] = []
  for (const id of await listFolders(folder, problems)) {
    const moduleFolder = path.join(folder, id)
    if (!isModuleId(id)) {
      problems.push({ file: moduleFolder, message: 'is not a module id in capitals, like B5.' })
      continue
    }
    for (const version of await listFolders(moduleFolder, problems)) {
      const versionFolder = path.join(moduleFolder, version)
      if (isVersion(version))
        modules.push(await readVersion({ id, version, folder: versionFolder }, problems))
      else problems.push({ file: versionFolder, message: 'is not a version, like 1.' })
    }
  }
  return { modules, problems }
}

export async function listFolders(folder: string, problems: Problem[]): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    return folders.map(({ name }) => name).toSorted()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    problems.push({ file: folder, message: `cannot be read: ${reason}.` })
    return []
  }
}

export type VersionPlace = Pick<ModuleFiles, 'folder' | 'id' | 'version'>

/** The files of one version, wherever its folder lies. */
export async function readVersion(place: VersionPlace, problems: Problem[]): Promise<ModuleFiles> {
  const contents = new Map<string, Buffer>()
  for (const name of await listFiles(place.folder)) {
    contents.set(name, await readFile(path.join(place.folder, name)))
  }
  return toModuleFiles(place, contents, problems)
}

/** Bytes by path inside the version's folder, sorted into texts and drawings. */
export function toModuleFiles(
  place: VersionPlace,
  contents: ReadonlyMap<string, Buffer>,
  problems: Problem[],
): ModuleFiles {
  const texts = new Map<string, string>()
  const media = new Map<string, MediaSource>()
  for (const [name, content] of contents) {
    const file = path.join(place.folder, name)
    if (name.startsWith('media/')) {
      media.set(name.slice('media/'.length), { path: file, content })
      continue
    }
    const text = decode(content)
    if (text === undefined) problems.push({ file, message: 'is not UTF-8 text.' })
    texts.set(name, text ?? '')
  }
  return { ...place, texts, media }
}

async function listFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
  return files
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .map((name) => name.split(path.sep).join('/'))
    .toSorted()
}

/** Editors of every system may have saved it: the byte order mark goes, lines end in LF. */
function decode(content: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content).replaceAll('\r\n', '\n')
  } catch {
    return undefined
  }
}
