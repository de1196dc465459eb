import { type MessagePort, parentPort } from 'node:worker_threads'

import { openConnection } from './connection.ts'
import { commitTogether, toFailure } from './group-commit.ts'
import { openStoreFile, type StoreFile } from './store-file.ts'
import type { CloseJob, WriteJob, WriteOutcome } from './writer-messages.ts'

export type WriterRequest = WriteJob | CloseJob

/** Runs in a thread of its own: takes what has been asked for, commits it together, and then answers. */
function serve(port: MessagePort): void {
  const files = new Map<string, StoreFile>()
  const waiting: WriteJob[] = []

  function commit(file: string, jobs: readonly WriteJob[]): readonly WriteOutcome[] {
    try {
      const open = files.get(file) ?? openStoreFile(file, () => openConnection(file, 'FULL'))
      files.set(file, open)
      return open.use((opened) => commitTogether(opened, jobs))
    } catch (error) {
      return jobs.map(({ id }) => ({ id, failure: toFailure(error) }))
    }
  }

  function flush(): void {
    const byFile = Map.groupBy(waiting.splice(0), ({ file }) => file)
    for (const [file, jobs] of byFile) port.postMessage(commit(file, jobs))
  }

  port.on('message', (job: WriterRequest) => {
    if ('close' in job) {
      flush()
      files.get(job.file)?.close()
      files.delete(job.file)
      port.postMessage([{ id: job.id, changed: [] }])
      return
    }
    // Whatever else has arrived by then goes along.
    if (waiting.push(job) === 1) setImmediate(flush)
  })
}

if (parentPort) serve(parentPort)
