// Writes down the store as this version makes it, as SQL: `node scripts/node.mjs scripts/make-store-sample.ts`, once for
// each new schema, before it is released. Later versions are tested with it. One that is there is left as it is.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite'

import { createSqliteStorage } from '../src/storage/sqlite/index.ts'
import { fillStore } from '../test/support/a-whole-store.ts'

const SAMPLES = 'test/storage/sqlite/samples'
const FILES = ['facts.db', 'visits.db']

interface Dump {
  readonly schema: number
  readonly sql: string
}

function dump(file: string): Dump {
  const database = new DatabaseSync(file, { readOnly: true, readBigInts: true })
  const schema = Number(database.prepare('PRAGMA user_version').get()?.['user_version'])
  const made = database
    .prepare(`SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid`)
    .all()
  const tables = made.filter(({ type }) => type === 'table').map(({ name }) => String(name))
  const rows = tables.flatMap((table) => inserts(database, table))
  database.close()
  const statements = [...made.map(({ sql }) => String(sql)), ...rows]
  const lines = [...statements, `PRAGMA user_version = ${schema}`].map((one) => `${one};\n`)
  return { schema, sql: `-- ${path.basename(file)}\n${lines.join('')}` }
}

function inserts(database: DatabaseSync, table: string): readonly string[] {
  const rows = database.prepare(`SELECT * FROM ${table}`).all()
  return rows.map((row) => {
    const values = Object.values(row).map(literal).join(', ')
    return `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${values})`
  })
}

function literal(value: SQLOutputValue): string {
  if (value === null) return 'NULL'
  if (value instanceof Uint8Array) return `x'${Buffer.from(value).toString('hex')}'`
  return typeof value === 'string' ? `'${value.replaceAll(`'`, `''`)}'` : String(value)
}

/** The folder of a store, or none to fill one. */
async function run(given: string | undefined): Promise<void> {
  const folder = given ?? mkdtempSync(path.join(tmpdir(), 'lachan-'))
  if (!given) {
    const storage = createSqliteStorage({ folder })
    await fillStore(storage)
    await storage.close()
  }
  const dumps = FILES.map((file) => dump(path.join(folder, file)))
  if (!given) rmSync(folder, { recursive: true })
  const sample = path.join(SAMPLES, `${dumps.map(({ schema }) => schema).join('-')}.sql`)
  if (existsSync(sample)) throw new Error(`${sample} is there already`)
  writeFileSync(sample, dumps.map(({ sql }) => sql).join('\n'))
  console.log(sample)
}

await run(process.argv[2])
