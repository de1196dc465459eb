import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'

import { migrate, type Migration } from './migrate.ts'

const BUSY_TIMEOUT_MS = 5000

export type Value = string | number | bigint | boolean | Date | null | undefined
export type Parameters = Readonly<Record<string, Value>>
export type Row = Readonly<Record<string, unknown>>

/**
 * One SQLite file. The only place that binds: named parameters, each of a known kind, because node:sqlite binds NULL
 * for what it does not understand and REAL for every number (architecture §3.9).
 */
export interface Database {
  /** Rows changed. */
  run(sql: string, parameters?: Parameters): Promise<number>
  /** Also for RETURNING: read by `.get()` it would keep the WAL from ever being checkpointed. */
  all(sql: string, parameters?: Parameters): Promise<readonly Row[]>
  /** Several writes in one transaction and one wait for the disk; gives the rows changed by each. */
  batch(writes: readonly Write[]): Promise<readonly number[]>
  close(): void
}

export interface Write {
  readonly sql: string
  readonly parameters?: Parameters
}

export interface DatabaseOptions {
  readonly file: string
  readonly migrations: readonly Migration[]
  /** FULL: a commit survives a power cut. NORMAL: it survives a killed process. */
  readonly synchronous: 'FULL' | 'NORMAL'
  /** Told of every statement; round trips are counted by it. */
  readonly onStatement?: (() => void) | undefined
}

export function openDatabase(options: DatabaseOptions): Database {
  mkdirSync(path.dirname(options.file), { recursive: true })
  const connection = new DatabaseSync(options.file, {
    timeout: BUSY_TIMEOUT_MS,
    enableForeignKeyConstraints: true,
  })
  connection.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${options.synchronous};`)
  migrate(connection, options.migrations, options.file)

  const prepare = createPreparer(connection)
  const execute = (sql: string, parameters: Parameters) => {
    options.onStatement?.()
    const { statement, names } = prepare(sql)
    return { statement, bound: bind(names, parameters) }
  }
  const write = ({ sql, parameters = {} }: Write) => {
    const { statement, bound } = execute(sql, parameters)
    return Number(statement.run(bound).changes)
  }
  return {
    run: (sql, parameters = {}) => settle(() => write({ sql, parameters })),
    batch: (writes) => settle(() => inTransaction(connection, () => writes.map(write))),
    all: (sql, parameters = {}) =>
      settle(() => {
        const { statement, bound } = execute(sql, parameters)
        return statement.all(bound)
      }),
    close: () => {
      connection.close()
    },
  }
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

/** node:sqlite answers at once; callers wait all the same, so that work can move off this thread. */
function settle<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(work())
  })
}

interface Prepared {
  readonly statement: StatementSync
  readonly names: readonly string[]
}

function createPreparer(connection: DatabaseSync): (sql: string) => Prepared {
  const cache = new Map<string, Prepared>()
  return (sql) => {
    const known = cache.get(sql)
    if (known) return known
    const names = [...new Set(Array.from(sql.matchAll(/:(\w+)/g), ([, name]) => name ?? ''))]
    const prepared = { statement: connection.prepare(sql), names }
    cache.set(sql, prepared)
    return prepared
  }
}

/** Every placeholder needs its key: one forgotten would silently bind NULL. */
function bind(names: readonly string[], parameters: Parameters): Record<string, SQLInputValue> {
  const forgotten = names.filter((name) => !Object.hasOwn(parameters, name))
  if (forgotten.length > 0) throw new Error(`unbound: ${forgotten.join(', ')}`)
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, toSql(value)]))
}

function toSql(value: Value): SQLInputValue {
  if (value === undefined || value === null) return null
  if (value instanceof Date) return BigInt(value.getTime())
  if (typeof value === 'boolean') return value ? 1n : 0n
  if (typeof value === 'number') return BigInt(value)
  return value
}
