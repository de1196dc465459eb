import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { createSqliteStorage, type SqliteStorage } from '../../src/storage/sqlite/index.ts'

export type Storage = SqliteStorage

interface Engine {
  readonly name: string
  open(): {
    readonly storage: Storage
    readonly reopen: () => Storage
    readonly destroy: () => void
  }
}

const sqlite: Engine = {
  name: 'sqlite',
  open() {
    const folder = mkdtempSync(path.join(tmpdir(), 'lachan-'))
    const open = () => createSqliteStorage({ folder })
    const opened = [open()]
    return {
      storage: opened[0]!,
      reopen() {
        const again = open()
        opened.push(again)
        return again
      },
      destroy() {
        for (const storage of opened) storage.close()
        rmSync(folder, { recursive: true })
      },
    }
  },
}

const engines: readonly Engine[] = [sqlite]

export interface Opened {
  storage: Storage
  /** The same store seen by another process. */
  reopen: () => Storage
}

/** Runs a contract suite on every engine, each case on a fresh store. */
export function onEveryEngine(port: string, suite: (opened: () => Opened) => void): void {
  for (const engine of engines) {
    describe(`${port} on ${engine.name}`, () => {
      let current: ReturnType<Engine['open']>
      beforeEach(() => {
        current = engine.open()
      })
      afterEach(() => {
        current.destroy()
      })
      suite(() => current)
    })
  }
}
