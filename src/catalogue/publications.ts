import { stat } from 'node:fs/promises'
import path from 'node:path'

import { readVersion } from './content-folder.ts'
import { fingerprintOf, isSameFingerprint, MANIFEST_FILE, readManifest } from './manifest.ts'
import { type LoadedModule, parseModule } from './module-parser.ts'

export interface Publications {
  readonly added: readonly LoadedModule[]
  /** Published, but its files do not fit: they may still be on their way from another machine, so it is asked again. */
  readonly torn: readonly string[]
}

/** Tells what has been published in these folders since it was asked last. */
export interface PublicationReader {
  /** What is published now is known already. */
  skip(): Promise<void>
  read(): Promise<Publications>
}

export function createPublicationReader(folders: readonly string[]): PublicationReader {
  const readers = folders.map(createFolderReader)
  return {
    async skip() {
      await Promise.all(readers.map((reader) => reader.skip()))
    },
    async read() {
      const read = await Promise.all(readers.map((reader) => reader.read()))
      return {
        added: read.flatMap(({ added }) => added),
        torn: read.flatMap(({ torn }) => torn),
      }
    },
  }
}

function createFolderReader(folder: string): PublicationReader {
  const known = new Set<string>()
  let mark = ''

  return {
    async skip() {
      mark = await markOf(folder)
      for (const key of Object.keys((await readManifest(folder)).manifest)) known.add(key)
    },
    async read() {
      const now = await markOf(folder)
      if (now === mark) return { added: [], torn: [] }
      const { manifest, problems } = await readManifest(folder)
      const fresh = Object.entries(manifest).filter(([key]) => !known.has(key))
      const read = await Promise.all(
        fresh.map(async ([key, published]) => {
          const [id = '', version = ''] = key.split('/')
          const files = await readVersion({ id, version, folder: path.join(folder, key) }, [])
          const fits = isSameFingerprint(fingerprintOf(files), published)
          return { key, loaded: fits ? parseModule(files).loaded : undefined }
        }),
      )
      const torn = read.filter(({ loaded }) => !loaded).map(({ key }) => key)
      for (const { key, loaded } of read) if (loaded) known.add(key)
      if (torn.length === 0 && problems.length === 0) mark = now
      return { added: read.flatMap(({ loaded }) => loaded ?? []), torn }
    },
  }
}

/** Changes whenever the manifest is replaced. */
async function markOf(folder: string): Promise<string> {
  const found = await stat(path.join(folder, MANIFEST_FILE)).catch(() => undefined)
  return found ? `${found.mtimeMs}/${found.size}/${found.ino}` : ''
}
