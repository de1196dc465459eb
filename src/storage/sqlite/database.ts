import type { DatabaseSync } from 'node:sqlite'

import {
  bind,
  createPreparer,
  openConnection,
  type Parameters,
  type Synchronous,
} from './connection.ts'
import { migrate, type Migration } from './migrate.ts'

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
  const { connection, read } = openForReading(options, 'NORMAL')
  const prepare = createPreparer(connection)
  const write = ({ sql, parameters = {} }: Write) => {
    options.onStatement?.()
    return Number(prepare(sql).run(bind(sql, parameters)).changes)
  }
  return {
    all: read,
    run: (sql, parameters = {}) => settle(() => write({ sql, parameters })),
    batch: (writes) => settle(() => inTransaction(connection, () => writes.map(write))),
    close: () =>
      settle(() => {
        connection.close()
      }),
  }
}

/** The file, brought up to this program's schema, and reads on this thread: they wait for no disk. */
export function openForReading(
  { file, migrations, onStatement }: DatabaseOptions,
  synchronous: Synchronous,
) {
  const connection = openConnection(file, synchronous)
  migrate(connection, migrations, file)
  const prepare = createPreparer(connection)
  const read: Database['all'] = (sql, parameters = {}) =>
    settle(() => {
      onStatement?.()
      return prepare(sql).all(bind(sql, parameters))
    })
  return { connection, read }
}

function inTransaction<T>(connection: DatabaseSync, work: () => T): T {
  connection.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    connection.exec('COMMIT')
    return result
  } catch (error) {
    connection.exec('ROLLBACK')
    throw error
  }
}

/** node:sqlite answers at once; callers wait all the same, as they do for another thread. */
function settle<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(work())
  })
}
