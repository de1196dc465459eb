import { readFile } from 'node:fs/promises'
import path from 'node:path'

import type { Problem } from './content-error.ts'
import { readContentFolder } from './content-folder.ts'
import { lineOfWords } from './line-of-words.ts'
import { type LoadedModule, parseModule } from './module-parser.ts'
import { checkModules } from './rules/index.ts'
import type { Finding } from './rules/rule.ts'

export interface Content {
  readonly modules: readonly LoadedModule[]
  readonly problems: readonly Problem[]
}

/** Reads all folders in turn and collects what is wrong in any of them. */
export async function readContent(folders: readonly string[]): Promise<Content> {
  const read = await Promise.all(folders.map(readContentFolder))
  const parsed = read.flatMap(({ modules }) => modules).map(parseModule)
  const modules = parsed.flatMap(({ loaded }) => (loaded ? [loaded] : []))
  const problems = [...read, ...parsed].flatMap((part) => part.problems)
  return { modules, problems: [...problems, ...problemsOfSameVersions(modules)] }
}

/** All that readContent finds, and what makes a module good rather than merely readable. */
export async function checkContent(folders: readonly string[]): Promise<Content> {
  const { modules, problems } = await readContent(folders)
  const further = checkModules(modules).flatMap((findings, index) =>
    findings.map((finding) => locate(finding, modules[index]?.folder ?? '')),
  )
  return { modules, problems: [...problems, ...(await Promise.all(further))] }
}

/** Rules know modules, not files: the line is looked up where there is something to tell. */
async function locate({ at, message, ...finding }: Finding, folder: string): Promise<Problem> {
  const file = path.join(folder, finding.file)
  const line = at === undefined ? undefined : lineOfWords(await readFile(file, 'utf8'), at)
  return { file, message, ...(line !== undefined && { line }) }
}

function problemsOfSameVersions(modules: readonly LoadedModule[]): readonly Problem[] {
  const seen = new Map<string, string>()
  const problems: Problem[] = []
  for (const { folder, module } of modules) {
    const key = `${module.id}/${module.version}`
    const earlier = seen.get(key)
    if (earlier === undefined) seen.set(key, folder)
    else problems.push({ file: folder, message: `is published already, in ${earlier}.` })
  }
  return problems
}
