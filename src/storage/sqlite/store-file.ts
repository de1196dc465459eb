import { statSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'

import { createPreparer, type Preparer } from './connection.ts'
import { CANNOT_OPEN } from './unavailable.ts'

export interface Opened {
  readonly connection: DatabaseSync
  readonly prepare: Preparer
}

/**
 * A connection that looks whether its file still lies there. SQLite writes on into a file that was deleted, and what it
 * acknowledged then is gone with the process; a file that came back or was put in its place is opened anew.
 */
export interface StoreFile {
  use<T>(work: (opened: Opened) => T): T
  close(): void
}

export function openStoreFile(file: string, open: () => DatabaseSync): StoreFile {
  let opened = openNow()
  let identity = identityOf(file)

  function openNow(): Opened {
    const connection = open()
    return { connection, prepare: createPreparer(connection) }
  }

  function close(): void {
    if (opened.connection.isOpen) opened.connection.close()
  }

  return {
    use(work) {
      const there = identityOf(file)
      if (there === undefined) {
        throw Object.assign(new Error(`${file} is not there`), { errcode: CANNOT_OPEN })
      }
      if (there !== identity) {
        close()
        opened = openNow()
        identity = there
      }
      return work(opened)
    },
    close,
  }
}

function identityOf(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false })
  return found && `${found.dev}:${found.ino}`
}
