import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { expect } from 'chai'

import { createSqliteMaintenance } from '../../../src/storage/sqlite/index.ts'
import { factMigrations, visitMigrations } from '../../../src/storage/sqlite/migrations/index.ts'

const FOLDER = 'test/storage/sqlite/samples'
const PRESENT = `${factMigrations.length}-${visitMigrations.length}.sql`
const samples = readdirSync(FOLDER)

type Row = Readonly<Record<string, unknown>>
type Table = readonly [name: string, rows: readonly Row[]]

function load(sample: string, folder: string): void {
  const [, ...parts] = readFileSync(path.join(FOLDER, sample), 'utf8').split(/^-- (?=\w+\.db$)/m)
  for (const part of parts) {
    const name = part.slice(0, part.indexOf('\n'))
    const database = new DatabaseSync(path.join(folder, name))
    database.exec(part.slice(name.length))
    database.close()
  }
}

function tablesOf(folder: string, file = 'facts.db'): readonly Table[] {
  const database = new DatabaseSync(path.join(folder, file), { readOnly: true })
  const names = database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).all()
  const tables = names.map(({ name }): Table => {
    const rows = database.prepare(`SELECT * FROM ${String(name)}`).all()
    return [String(name), rows.map((row) => ({ ...row }))]
  })
  database.close()
  return tables
}

function schemaOf(folder: string): readonly unknown[] {
  const database = new DatabaseSync(path.join(folder, 'facts.db'), { readOnly: true })
  const made = database.prepare('SELECT sql FROM sqlite_schema ORDER BY name').all()
  database.close()
  return made.map(({ sql }) => sql)
}

/** Tables that have another name since, and what their rows did not take along. */
const MOVED = new Map([['tool_keys', { to: 'signing_keys', without: 'slot' }]])

function movedRow(table: string, row: Row): Row {
  const without = MOVED.get(table)?.without
  return Object.fromEntries(Object.entries(row).filter(([column]) => column !== without))
}

/** Whatever a table has gained since. */
function isKept(row: Row, now: readonly Row[]): boolean {
  return now.some((one) => Object.entries(row).every(([column, value]) => one[column] === value))
}

describe('a store of an earlier version', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'lachan-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  for (const sample of samples) {
    it(`comes up to this one with every fact that it had: ${sample}`, async () => {
      load(sample, folder)
      const before = tablesOf(folder)
      const steps = await createSqliteMaintenance(folder).migrate()
      expect(`${steps.map(({ from }) => from).join('-')}.sql`).to.equal(sample)
      const now = new Map(tablesOf(folder))
      const lost = before.flatMap(([name, rows]) =>
        rows
          .filter((row) => !isKept(movedRow(name, row), now.get(MOVED.get(name)?.to ?? name) ?? []))
          .map((row) => ({ name, ...row })),
      )
      expect(lost).to.deep.equal([])
      expect(await createSqliteMaintenance(folder).check()).to.deep.equal([])
    })
  }

  it('has a sample of today’s schema for tomorrow: scripts/make-store-sample.ts makes it', async () => {
    expect(samples).to.include(PRESENT)
    load(PRESENT, folder)
    const sampled = schemaOf(folder)
    const fresh = path.join(folder, 'fresh')
    await createSqliteMaintenance(fresh).migrate()
    expect(sampled).to.deep.equal(schemaOf(fresh))
  })

  it('has in today’s sample something of every kind of fact', () => {
    load(PRESENT, folder)
    const empty = tablesOf(folder).filter(([, rows]) => rows.length === 0)
    expect(empty.map(([name]) => name)).to.deep.equal([])
  })
})
