import { parentPort, workerData } from 'node:worker_threads'

import { checkModuleFiles, type Problem, readContent } from '../catalogue/index.ts'
import { AppError, type ErrorParams } from '../errors/index.ts'
import { readArchive } from './archive.ts'
import { versionOf } from './module-folder.ts'

export interface ArchiveOrder {
  readonly archive: Uint8Array
  readonly folders: readonly string[]
}

/** Problems of the module, none where it may be looked at; or why it is no archive of a module. */
export type ArchiveOutcome =
  | { readonly problems: readonly Problem[] }
  | { readonly refused: { readonly code: string; readonly params: ErrorParams } }

async function check({ archive, folders }: ArchiveOrder): Promise<ArchiveOutcome> {
  try {
    const { files, problems } = versionOf('', await readArchive(archive))
    const others = (await readContent(folders)).modules
    return { problems: [...problems, ...checkModuleFiles(files, others).problems] }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { refused: { code: error.code, params: error.params } }
  }
}

// The thread in which an archive from outside is opened: its memory is capped and it can be ended at any moment.
if (parentPort && workerData) parentPort.postMessage(await check(workerData as ArchiveOrder))
