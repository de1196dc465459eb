import { NotFoundError } from '../errors/index.ts'
import { readContent } from './content.ts'
import { ContentError } from './content-error.ts'
import type { MediaFile } from './media.ts'
import type { Module } from './module.ts'
import type { LoadedModule } from './module-parser.ts'

export interface CatalogueOptions {
  /** Later ones add modules and versions to earlier ones. */
  readonly folders: readonly string[]
}

export interface MediaPlace {
  readonly id: string
  readonly version: string
  readonly file: string
}

export interface Catalogue {
  /** The current version of every module, by id. */
  list(): readonly Module[]
  find(id: string): Module | undefined
  /** @throws NotFoundError */
  get(id: string): Module
  /**
   * A published version stays for those who began with it.
   * @throws NotFoundError
   */
  getVersion(id: string, version: string): Module
  findMedia(place: MediaPlace): MediaFile | undefined
}

/** @throws ContentError with all problems, where any file cannot be understood */
export async function createCatalogue({ folders }: CatalogueOptions): Promise<Catalogue> {
  const { modules, problems } = await readContent(folders)
  if (problems.length > 0) throw new ContentError(problems)
  const versions = new Map(modules.map((loaded) => [keyOf(loaded.module), loaded]))
  const current = currentVersions(modules)
  return {
    list: () => [...current.values()],
    find: (id) => current.get(id),
    get: (id) => current.get(id) ?? notFound({ id }),
    getVersion: (id, version) =>
      versions.get(keyOf({ id, version }))?.module ?? notFound({ id, version }),
    findMedia: ({ file, ...place }) => versions.get(keyOf(place))?.media.get(file),
  }
}

function keyOf({ id, version }: { readonly id: string; readonly version: string }): string {
  return `${id}/${version}`
}

function notFound(params: Readonly<Record<string, string>>): never {
  throw new NotFoundError('module-not-found', params)
}

/** The highest version of each module is current: 10 comes after 9. */
function currentVersions(modules: readonly LoadedModule[]): ReadonlyMap<string, Module> {
  const oldestFirst = modules
    .map(({ module }) => module)
    .toSorted((a, b) => compareNaturally(a.id, b.id) || Number(a.version) - Number(b.version))
  return new Map(oldestFirst.map((module) => [module.id, module]))
}

function compareNaturally(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true })
}
