import { NotFoundError } from '../errors/index.ts'
import type { Logger, Ticker } from '../runtime/index.ts'
import { createTicker } from '../runtime/index.ts'
import { readContent } from './content.ts'
import { ContentError } from './content-error.ts'
import { keyOf } from './manifest.ts'
import type { MediaFile } from './media.ts'
import type { Module } from './module.ts'
import type { LoadedModule } from './module-parser.ts'
import { createPublicationReader } from './publications.ts'

// What the CLI or another node published is seen within 2 s (interfaces §1).
const POLL_MS = 1000

export interface CatalogueOptions {
  /** Later ones add modules and versions to earlier ones. */
  readonly folders: readonly string[]
  readonly logger?: Pick<Logger, 'info' | 'warn'>
}

export interface MediaPlace {
  readonly id: string
  readonly version: string
  readonly file: string
}

export interface Catalogue {
  /** What people get who begin now: of every module its newest published version, where none is published its newest. */
  list(): readonly Module[]
  find(id: string): Module | undefined
  /** @throws NotFoundError */
  get(id: string): Module
  /** All versions that there are, newest first. */
  versionsOf(id: string): readonly Module[]
  /**
   * A published version stays for those who began with it.
   * @throws NotFoundError
   */
  getVersion(id: string, version: string): Module
  findMedia(place: MediaPlace): MediaFile | undefined
}

/** A catalogue that takes in what is published while the program runs. */
export interface LiveCatalogue extends Catalogue {
  /** Takes in what was published since; what was there before stays as it is. */
  reload(): Promise<void>
  readonly poll: Ticker
  /** All that is known, for checks against it. */
  modules(): readonly LoadedModule[]
}

/** @throws ContentError with all problems, where any file cannot be understood */
export async function createCatalogue(options: CatalogueOptions): Promise<LiveCatalogue> {
  const { folders, logger } = options
  const { modules, problems, published } = await readContent(folders)
  if (problems.length > 0) throw new ContentError(problems)
  const publications = createPublicationReader(folders)
  // What was published before start has just been read with everything else.
  await publications.skip()
  // Swapped whole: whoever reads sees the modules before a publication or after it.
  let index = indexOf(modules, published)

  async function reload(): Promise<void> {
    const { added, torn } = await publications.read()
    if (torn.length > 0) logger?.warn({ versions: torn }, 'published content does not fit')
    if (added.length === 0) return
    const known = added.map(({ module }) => keyOf(module))
    const kept = index.modules.filter(({ module }) => !known.includes(keyOf(module)))
    index = indexOf([...kept, ...added], new Set([...index.published, ...known]))
    logger?.info({ versions: known }, 'content published')
  }

  return {
    list: () => [...index.current.values()],
    find: (id) => index.current.get(id),
    get: (id) => index.current.get(id) ?? notFound({ id }),
    versionsOf: (id) => index.versionsOf.get(id) ?? [],
    getVersion: (id, version) =>
      index.byKey.get(keyOf({ id, version }))?.module ?? notFound({ id, version }),
    findMedia: ({ file, ...place }) => index.byKey.get(keyOf(place))?.media.get(file),
    modules: () => index.modules,
    reload,
    poll: createTicker({
      everyMs: POLL_MS,
      run: reload,
      onError: (error) => logger?.warn({ err: error }, 'content not read again'),
    }),
  }
}

function notFound(params: Readonly<Record<string, string>>): never {
  throw new NotFoundError('module-not-found', params)
}

function indexOf(modules: readonly LoadedModule[], published: ReadonlySet<string>) {
  const newestFirst = modules
    .map(({ module }) => module)
    .toSorted((a, b) => compareNaturally(a.id, b.id) || Number(b.version) - Number(a.version))
  const versionsOf = Map.groupBy(newestFirst, ({ id }): string => id)
  const isPublished = (module: Module) => published.has(keyOf(module))
  const current = [...versionsOf].flatMap(([id, versions]) => {
    const module = versions.find(isPublished) ?? versions[0]
    return module ? [[id, module] as const] : []
  })
  return {
    modules,
    published,
    versionsOf,
    current: new Map(current),
    byKey: new Map(modules.map((loaded) => [keyOf(loaded.module), loaded])),
  }
}

function compareNaturally(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true })
}
