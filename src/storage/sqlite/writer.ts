import path from 'node:path'
import { Worker } from 'node:worker_threads'

import { StoreUnavailableError } from '../../errors/index.ts'
import { toStoreError } from './unavailable.ts'
import type { BoundWrite, WriteFailure, WriteOutcome } from './writer-messages.ts'
import type { WriterRequest } from './writer-thread.ts'

/** Writes files on a thread of its own, which starts when first needed and again after it died. */
export interface Writer {
  /** Resolves with the rows changed by each, once they lie on the disk. */
  write(file: string, writes: readonly BoundWrite[]): Promise<readonly number[]>
  /** Finishes what was asked for, and lets go of the file. */
  closeFile(file: string): Promise<void>
  /** Ends the thread. */
  close(): Promise<void>
}

type Unnumbered<Request> = Request extends unknown ? Omit<Request, 'id'> : never

interface Waiting {
  resolve(changed: readonly number[]): void
  reject(error: Error): void
}

// Beside this file, in the language in which this file runs: .ts from the source, .js from the build.
const THREAD = new URL(`writer-thread${path.extname(import.meta.url)}`, import.meta.url)

export function createWriter(): Writer {
  const waiting = new Map<number, Waiting>()
  let thread: Worker | undefined
  let lastId = 0

  function ask(job: Unnumbered<WriterRequest>): Promise<readonly number[]> {
    const worker = (thread ??= startThread(waiting, () => (thread = undefined)))
    // A process that waits for an answer must live until it comes; one that waits for none may end.
    worker.ref()
    const id = (lastId += 1)
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      worker.postMessage({ ...job, id })
    })
  }

  return {
    write: (file, writes) => (writes.length === 0 ? Promise.resolve([]) : ask({ file, writes })),
    async closeFile(file) {
      if (thread) await ask({ file, close: true })
    },
    async close() {
      await thread?.terminate()
    },
  }
}

function startThread(waiting: Map<number, Waiting>, onEnd: () => void): Worker {
  const worker = new Worker(THREAD)
  worker.on('message', (outcomes: readonly WriteOutcome[]) => {
    for (const outcome of outcomes) answer(waiting, outcome)
    if (waiting.size === 0) worker.unref()
  })
  /** Nobody knows what became of the writes under way; none of them was acknowledged. */
  const end = (cause: Error) => {
    onEnd()
    const error = new StoreUnavailableError('store-unavailable', {}, cause)
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  worker.on('error', end)
  worker.on('exit', () => {
    end(new Error('the writing thread ended'))
  })
  return worker
}

function answer(waiting: Map<number, Waiting>, outcome: WriteOutcome): void {
  const one = waiting.get(outcome.id)
  waiting.delete(outcome.id)
  if ('changed' in outcome) one?.resolve(outcome.changed)
  else one?.reject(toError(outcome.failure))
}

function toError({ message, ...fields }: WriteFailure): Error {
  return toStoreError(Object.assign(new Error(message), fields))
}
