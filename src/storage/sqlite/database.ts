import type { DatabaseSync } from 'node:sqlite'

import {
  bind,
  openConnection,
  type Parameters,
  type Preparer,
  type Synchronous,
} from './connection.ts'
import { migrate, type Migration } from './migrate.ts'
import { openStoreFile, type StoreFile } from './store-file.ts'
import { toStoreError } from './unavailable.ts'

export type { Parameters } from './connection.ts'
export type Row = Readonly<Record<string, unknown>>

/**
 * One SQLite file. The only place that binds: named parameters, each of a known kind, because node:sqlite binds NULL
 * for what it does not understand and REAL for every number (architecture §3.9).
 */
export interface Database {
  /** Rows changed. */
  run(sql: string, parameters?: Parameters): Promise<number>
  /**
   * Reads. In a file that is written on this thread also for RETURNING: read by `.get()` it would keep the WAL from ever
   * being checkpointed.
   */
  all(sql: string, parameters?: Parameters): Promise<readonly Row[]>
  /** Several writes in one transaction and one wait for the disk; gives the rows changed by each. */
  batch(writes: readonly Write[]): Promise<readonly number[]>
  /**
   * That it could be written now, without writing anything.
   * @throws StoreUnavailableError
   */
  check(): Promise<void>
  /** Finishes what was asked for. */
  close(): Promise<void>
}

export interface Write {
  readonly sql: string
  readonly parameters?: Parameters
}

export interface DatabaseOptions {
  readonly file: string
  readonly migrations: readonly Migration[]
  /** Told of every statement; round trips are counted by it. */
  readonly onStatement?: (() => void) | undefined
}

/** Written on this thread, without a wait for the disk: for what a person can start again. */
export function openDatabase(options: DatabaseOptions): Database {
  const { storeFile, read } = openForReading(options, 'NORMAL')
  const write = (prepare: Preparer, { sql, parameters = {} }: Write) => {
    options.onStatement?.()
    return Number(prepare(sql).run(bind(sql, parameters)).changes)
  }
  const batch = (writes: readonly Write[]) =>
    settle(() =>
      storeFile.use(({ connection, prepare }) =>
        inTransaction(connection, () => writes.map((one) => write(prepare, one))),
      ),
    )
  return {
    all: read,
    run: (sql, parameters = {}) =>
      settle(() => storeFile.use(({ prepare }) => write(prepare, { sql, parameters }))),
    batch,
    async check() {
      await batch([])
    },
    close: () => settle(storeFile.close),
  }
}

interface Reading {
  readonly storeFile: StoreFile
  readonly read: Database['all']
}

/** The file, brought up to this program's schema, and reads on this thread: they wait for no disk. */
export function openForReading(
  { file, migrations, onStatement }: DatabaseOptions,
  synchronous: Synchronous,
): Reading {
  const storeFile = openStoreFile(file, () => {
    const connection = openConnection(file, synchronous)
    migrate(connection, migrations, file)
    return connection
  })
  const read: Database['all'] = (sql, parameters = {}) =>
    settle(() => {
      onStatement?.()
      return storeFile.use(({ prepare }) => prepare(sql).all(bind(sql, parameters)))
    })
  return { storeFile, read }
}

function inTransaction<T>(connection: DatabaseSync, work: () => T): T {
  connection.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    connection.exec('COMMIT')
    return result
  } catch (error) {
    // A full disk ends the transaction by itself.
    if (connection.isTransaction) connection.exec('ROLLBACK')
    throw error
  }
}

/** node:sqlite answers at once; callers wait all the same, as they do for another thread. */
function settle<T>(work: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    try {
      resolve(work())
    } catch (error) {
      reject(toStoreError(error))
    }
  })
}
