import {
  checkContent,
  checkModuleFiles,
  type LoadedModule,
  type ModuleFiles,
  type Problem,
  readContent,
} from '../catalogue/index.ts'
import { versionsIn } from './module-folder.ts'

export interface Checked {
  readonly modules: readonly LoadedModule[]
  readonly versions: readonly ModuleFiles[]
  readonly problems: readonly Problem[]
}

/**
 * Everything that is wrong in a folder: all modules of the configuration, or those of a folder as if they lay among
 * the configuration's.
 */
export async function checkFolder(
  folder: string | undefined,
  configured: readonly string[],
): Promise<Checked> {
  if (folder === undefined) return { ...(await checkContent(configured)), versions: [] }
  const { versions, problems } = await versionsIn(folder)
  if (configured.includes(folder)) return { ...(await checkContent([folder])), versions }
  const others = (await readContent(configured)).modules
  const checked = versions.map((files) => checkModuleFiles(files, others))
  return {
    versions,
    modules: checked.flatMap(({ loaded }) => loaded ?? []),
    problems: [...problems, ...checked.flatMap((one) => one.problems)],
  }
}
