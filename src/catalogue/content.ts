import path from 'node:path'

import type { Problem } from './content-error.ts'
import { readContentFolder } from './content-folder.ts'
import { joinRecordings } from './join-recordings.ts'
import { lineOfWords } from './line-of-words.ts'
import { keyOf, problemsOfPublished, readManifest } from './manifest.ts'
import { type LoadedModule, type ModuleFiles, parseModule } from './module-parser.ts'
import { checkModules } from './rules/index.ts'
import type { Finding } from './rules/rule.ts'

export interface Content {
  readonly modules: readonly LoadedModule[]
  readonly problems: readonly Problem[]
}

export interface ReadContent extends Content {
  readonly files: readonly ModuleFiles[]
  /** Keys like `B5/1`. */
  readonly published: ReadonlySet<string>
  /** What has been changed that was not to change. */
  readonly broken: readonly Problem[]
}

/** Reads all folders in turn and collects what is wrong in any of them. */
export async function readContent(folders: readonly string[]): Promise<ReadContent> {
  const read = await Promise.all(folders.map(readOneFolder))
  const joined = joinRecordings(read.flatMap(({ modules }) => modules))
  const files = joined.modules
  const parsed = files.map(parseModule)
  const modules = parsed.flatMap(({ loaded }) => (loaded ? [loaded] : []))
  const problems = [...read, joined, ...parsed].flatMap((part) => part.problems)
  return {
    modules,
    files,
    problems: [...problems, ...problemsOfSameVersions(modules)],
    published: new Set(read.flatMap(({ manifest }) => Object.keys(manifest))),
    broken: read.flatMap(({ broken }) => broken),
  }
}

async function readOneFolder(folder: string) {
  const { modules, problems } = await readContentFolder(folder)
  const { manifest, problems: ofManifest } = await readManifest(folder)
  const broken = problemsOfPublished(folder, manifest, modules)
  return { modules, manifest, broken, problems: [...problems, ...ofManifest] }
}

/** All that readContent finds, and what makes a module good rather than merely readable. */
export async function checkContent(folders: readonly string[]): Promise<Content> {
  const { modules, files, problems, broken } = await readContent(folders)
  // A rule of today does not hold for a version that has been followed by another: it cannot be mended any more.
  const newest = modules.filter((one) => !modules.some((other) => isNewer(other, one)))
  const textsOf = new Map(files.map((one) => [one.folder, one.texts]))
  const further = checkModules(newest).flatMap((findings, index) => {
    const { folder } = newest[index] ?? { folder: '' }
    return findings.map((finding) => locate(finding, { folder, texts: textsOf.get(folder) }))
  })
  return { modules, problems: [...problems, ...broken, ...further] }
}

/**
 * One version that does not lie among the others yet, as if it did.
 * @param others all modules that it will stand beside
 */
export function checkModuleFiles(
  files: ModuleFiles,
  others: readonly LoadedModule[],
): { readonly loaded?: LoadedModule; readonly problems: readonly Problem[] } {
  const { loaded, problems } = parseModule(files)
  if (!loaded) return { problems }
  const beside = others.filter(({ module }) => module.id !== loaded.module.id)
  const findings = checkModules([...beside, loaded]).at(-1) ?? []
  return { loaded, problems: findings.map((finding) => locate(finding, files)) }
}

function isNewer({ module }: LoadedModule, than: LoadedModule): boolean {
  return module.id === than.module.id && Number(module.version) > Number(than.module.version)
}

interface Place {
  readonly folder: string
  readonly texts: ReadonlyMap<string, string> | undefined
}

/** Rules know modules, not files: the line is looked up where there is something to tell. */
function locate({ at, message, ...finding }: Finding, { folder, texts }: Place): Problem {
  const file = path.join(folder, finding.file)
  const text = texts?.get(finding.file)
  const line = at === undefined || text === undefined ? undefined : lineOfWords(text, at)
  return { file, message, ...(line !== undefined && { line }) }
}

function problemsOfSameVersions(modules: readonly LoadedModule[]): readonly Problem[] {
  const seen = new Map<string, string>()
  const problems: Problem[] = []
  for (const { folder, module } of modules) {
    const key = keyOf(module)
    const earlier = seen.get(key)
    if (earlier === undefined) seen.set(key, folder)
    else problems.push({ file: folder, message: `is published already, in ${earlier}.` })
  }
  return problems
}
