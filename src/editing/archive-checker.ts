import path from 'node:path'
import { Worker } from 'node:worker_threads'

import type { Problem } from '../catalogue/index.ts'
import { InvalidInputError } from '../errors/index.ts'
import type { ArchiveOrder, ArchiveOutcome } from './archive-worker.ts'

const TIME_LIMIT_MS = 60_000
const MEMORY_LIMIT_MB = 512
// Each lies in memory until its turn comes, and keeps other editors waiting. A press twice is two.
const MOST_OF_ONE = 2

export interface ArchiveChecker {
  /**
   * What is wrong with the module in an archive, as if it lay among the others.
   * @throws InvalidInputError('archive-…') where it is no archive of a module, or others of this account still wait
   */
  check(archive: Uint8Array, accountId: string): Promise<readonly Problem[]>
}

/** One archive after the other, in a thread: to check one takes seconds, and pages do not wait for it. */
export function createArchiveChecker(folders: readonly string[]): ArchiveChecker {
  let last: Promise<unknown> = Promise.resolve()
  const waiting: string[] = []

  async function inTurn(order: ArchiveOrder, accountId: string): Promise<ArchiveOutcome> {
    const mine = last.then(() => inWorker(order))
    last = mine
    waiting.push(accountId)
    try {
      return await mine
    } finally {
      waiting.splice(waiting.indexOf(accountId), 1)
    }
  }

  return {
    async check(archive, accountId) {
      const own = waiting.filter((one) => one === accountId)
      if (own.length >= MOST_OF_ONE) throw new InvalidInputError('archive-waiting')
      const outcome = await inTurn({ archive, folders }, accountId)
      if ('problems' in outcome) return outcome.problems
      throw new InvalidInputError(outcome.refused.code, outcome.refused.params)
    },
  }
}

// Beside this file, in the language in which this file runs: .ts from the source, .js from the build.
const WORKER = new URL(`archive-worker${path.extname(import.meta.url)}`, import.meta.url)

/** Whatever the archive does to its thread is only one more way to be no archive. */
function inWorker(workerData: ArchiveOrder): Promise<ArchiveOutcome> {
  const worker = new Worker(WORKER, {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB },
    stdout: true,
    stderr: true,
    env: {},
  })
  return new Promise((resolve) => {
    const finish = (outcome: ArchiveOutcome) => {
      clearTimeout(timer)
      resolve(outcome)
      void worker.terminate()
    }
    const refuse = (code: string) => {
      finish({ refused: { code, params: {} } })
    }
    const timer = setTimeout(refuse, TIME_LIMIT_MS, 'archive-slow')
    worker.once('message', finish)
    worker.once('error', () => {
      refuse('archive-unreadable')
    })
    worker.once('exit', () => {
      refuse('archive-unreadable')
    })
  })
}
