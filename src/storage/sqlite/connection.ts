import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'

const BUSY_TIMEOUT_MS = 5000
const WAL_RETRY_MS = 20
// 16 MB. Whoever commits page 1,000 writes them all back, and every launch behind it waits (docs/performance.md).
const CHECKPOINT_PAGES = 4000
// https://sqlite.org/rescode.html
const BUSY = 5

export type Value = string | number | bigint | boolean | Date | null | undefined
export type Parameters = Readonly<Record<string, Value>>
/** What node:sqlite binds as it is meant. */
export type Bound = Readonly<Record<string, SQLInputValue>>

/** FULL: a commit survives a power cut. NORMAL: it survives a killed process. */
export type Synchronous = 'FULL' | 'NORMAL'

export function openConnection(file: string, synchronous: Synchronous): DatabaseSync {
  mkdirSync(path.dirname(file), { recursive: true })
  const connection = new DatabaseSync(file, {
    timeout: BUSY_TIMEOUT_MS,
    enableForeignKeyConstraints: true,
  })
  turnWalOn(connection)
  connection.exec(`PRAGMA synchronous = ${synchronous}`)
  connection.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
  return connection
}

/** Of processes that open a new file together one turns it on; SQLite lets the others not wait for it, but fail. */
function turnWalOn(connection: DatabaseSync, triesLeft = BUSY_TIMEOUT_MS / WAL_RETRY_MS): void {
  try {
    connection.exec('PRAGMA journal_mode = WAL')
  } catch (error) {
    if (!isBusy(error) || triesLeft === 0) throw error
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAL_RETRY_MS)
    turnWalOn(connection, triesLeft - 1)
  }
}

/** Somebody else holds the file. */
export function isBusy(error: unknown): boolean {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : 0
  return typeof code === 'number' && (code & 0xff) === BUSY
}

export type Preparer = (sql: string) => StatementSync

/** Each statement is prepared once. */
export function createPreparer(connection: DatabaseSync): Preparer {
  const cache = new Map<string, StatementSync>()
  return (sql) => {
    const known = cache.get(sql) ?? connection.prepare(sql)
    cache.set(sql, known)
    return known
  }
}

const namesBySql = new Map<string, readonly string[]>()

function namesIn(sql: string): readonly string[] {
  const known = namesBySql.get(sql)
  if (known) return known
  const names = [...new Set(Array.from(sql.matchAll(/:(\w+)/g), ([, name]) => name ?? ''))]
  namesBySql.set(sql, names)
  return names
}

/** Every placeholder needs its key: one forgotten would silently bind NULL. */
export function bind(sql: string, parameters: Parameters): Bound {
  const forgotten = namesIn(sql).filter((name) => !Object.hasOwn(parameters, name))
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
