import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { expect } from 'chai'

import { createSqliteStorage } from '../../src/storage/sqlite/index.ts'

type Tables = Readonly<Record<string, readonly string[]>>

/** Tables and columns below `## <file>` of the page. */
function documented(file: string): Tables {
  const page = readFileSync('docs/data-map.md', 'utf8')
  const section = page.split(/^## /m).find((text) => text.startsWith(`${file}\n`)) ?? ''
  const tables = section.split(/^### /m).slice(1)
  return Object.fromEntries(
    tables.map((text) => [
      text.split('\n')[0]!,
      [...text.matchAll(/^\| `(\w+)`/gm)].map(([, column]) => column!),
    ]),
  )
}

function stored(file: string): Tables {
  const database = new DatabaseSync(file, { readOnly: true })
  const names = (sql: string) =>
    database
      .prepare(sql)
      .all()
      .map(({ name }) => String(name))
  const tables = names(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid`)
  const columns = tables.map((table) => [
    table,
    names(`SELECT name FROM pragma_table_info('${table}')`),
  ])
  database.close()
  return Object.fromEntries(columns) as Tables
}

describe('docs/data-map.md', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lachan-'))
  before(async () => {
    await createSqliteStorage({ folder }).close()
  })
  after(() => {
    rmSync(folder, { recursive: true })
  })

  for (const file of ['facts.db', 'visits.db']) {
    it(`describes every table and column of ${file} and no other`, () => {
      expect(documented(file)).to.deep.equal(stored(path.join(folder, file)))
    })
  }
})
