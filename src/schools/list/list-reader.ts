import path from 'node:path'
import { Worker } from 'node:worker_threads'

import { InvalidInputError } from '../../errors/index.ts'
import type { ListOutcome } from './list-worker.ts'
import { isProblem, type SchoolList } from './school-list.ts'

const MAX_FILE_BYTES = 10 * 1024 * 1024
const TIME_LIMIT_MS = 20_000
const MEMORY_LIMIT_MB = 512

export interface ListReader {
  /** @throws InvalidInputError('list-…') where the file is no list of schools */
  read(file: Uint8Array): Promise<SchoolList>
}

export interface ListReaderLimits {
  readonly maxFileBytes?: number
  readonly timeLimitMs?: number
  readonly memoryLimitMb?: number
}

export function createListReader(limits: ListReaderLimits = {}): ListReader {
  const { maxFileBytes = MAX_FILE_BYTES } = limits
  return {
    async read(file) {
      const outcome: ListOutcome =
        file.length > maxFileBytes ? { problem: 'list-too-large' } : await inWorker(file, limits)
      if (!isProblem(outcome)) return outcome
      const { problem, missing = [] } = outcome
      throw new InvalidInputError(problem, { missing: missing.join(', ') })
    },
  }
}

// Beside this file, in the language in which this file runs: .ts from the source, .js from the build.
const WORKER = new URL(`list-worker${path.extname(import.meta.url)}`, import.meta.url)

/** Whatever the file does to its thread (no memory left, no end, a crash) is only one more way to be no list. */
function inWorker(file: Uint8Array, limits: ListReaderLimits): Promise<ListOutcome> {
  const { timeLimitMs = TIME_LIMIT_MS, memoryLimitMb = MEMORY_LIMIT_MB } = limits
  const worker = new Worker(WORKER, {
    workerData: Uint8Array.from(file),
    resourceLimits: { maxOldGenerationSizeMb: memoryLimitMb },
    stdout: true,
    stderr: true,
    env: {},
  })
  return new Promise((resolve) => {
    const finish = (outcome: ListOutcome) => {
      clearTimeout(timer)
      resolve(outcome)
      void worker.terminate()
    }
    const timer = setTimeout(() => {
      finish({ problem: 'list-too-slow' })
    }, timeLimitMs)
    worker.once('message', finish)
    worker.once('error', () => {
      finish({ problem: 'list-unreadable' })
    })
    worker.once('exit', () => {
      finish({ problem: 'list-unreadable' })
    })
  })
}
