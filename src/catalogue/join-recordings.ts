import type { Problem } from './content-error.ts'
import type { ModuleFiles } from './module-parser.ts'
import { isRecording } from './recordings.ts'

interface Joined {
  readonly modules: readonly ModuleFiles[]
  readonly problems: readonly Problem[]
}

/** A version folder with nothing but recordings speaks for the module of another folder: its texts never change. */
export function joinRecordings(files: readonly ModuleFiles[]): Joined {
  const spoken = files.filter(hasOnlyRecordings)
  const modules = files.filter((one) => !spoken.includes(one))
  const isOf = (module: ModuleFiles) => (one: ModuleFiles) =>
    one.id === module.id && one.version === module.version
  return {
    modules: modules.map((module) => ({
      ...module,
      media: new Map([module, ...spoken.filter(isOf(module))].flatMap(({ media }) => [...media])),
    })),
    problems: spoken
      .filter((one) => !modules.some(isOf(one)))
      .map(({ folder }) => ({
        file: folder,
        message: 'has recordings only, and no folder given has the module that they are of.',
      })),
  }
}

function hasOnlyRecordings({ texts, media }: ModuleFiles): boolean {
  return texts.size === 0 && media.size > 0 && [...media.keys()].every(isRecording)
}
