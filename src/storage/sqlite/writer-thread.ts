import type { DatabaseSync } from 'node:sqlite'
import { type MessagePort, parentPort } from 'node:worker_threads'

import { openConnection } from './connection.ts'
import { createGroupCommit, type GroupCommit } from './group-commit.ts'
import type { CloseJob, WriteJob } from './writer-messages.ts'

export type WriterRequest = WriteJob | CloseJob

interface OpenFile {
  readonly connection: DatabaseSync
  readonly commit: GroupCommit
}

/** Runs in a thread of its own: takes what has been asked for, commits it together, and then answers. */
function serve(port: MessagePort): void {
  const files = new Map<string, OpenFile>()
  const waiting: WriteJob[] = []

  function openFile(file: string): OpenFile {
    const connection = files.get(file)?.connection ?? openConnection(file, 'FULL')
    const open = files.get(file) ?? { connection, commit: createGroupCommit(connection) }
    files.set(file, open)
    return open
  }

  function flush(): void {
    const byFile = Map.groupBy(waiting.splice(0), ({ file }) => file)
    for (const [file, jobs] of byFile) port.postMessage(openFile(file).commit(jobs))
  }

  port.on('message', (job: WriterRequest) => {
    if ('close' in job) {
      flush()
      files.get(job.file)?.connection.close()
      files.delete(job.file)
      port.postMessage([{ id: job.id, changed: [] }])
      return
    }
    // Whatever else has arrived by then goes along.
    if (waiting.push(job) === 1) setImmediate(flush)
  })
}

if (parentPort) serve(parentPort)
