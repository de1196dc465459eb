import { readdirSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { expect } from 'chai'

import type { Page } from './a-browser.ts'
import { launch, type LaunchBench, login } from './a-launch.ts'
import { aSample } from './a-sample.ts'

/** Each row of each table of an embedded store, as `table: row`. */
type Rows = ReadonlySet<string>

/** What the tool keeps of a platform whatever a launch says: its public keys, and how launches went, in figures. */
const NOT_OF_A_LAUNCH = ['key_sets', 'platform_health']

export function storedRows(folder: string, apart: readonly string[] = []): Rows {
  const files = readdirSync(folder).filter((name) => name.endsWith('.db'))
  const leftOut = [...NOT_OF_A_LAUNCH, ...apart]
  return new Set(files.flatMap((name) => rowsOfFile(path.join(folder, name), leftOut)))
}

function rowsOfFile(file: string, leftOut: readonly string[]): readonly string[] {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all()
    return tables
      .map(({ name }) => String(name))
      .filter((name) => !leftOut.includes(name))
      .flatMap((name) =>
        database
          .prepare(`SELECT * FROM "${name}"`)
          .all()
          .map((row) => `${name}: ${JSON.stringify(row)}`),
      )
  } finally {
    database.close()
  }
}

/**
 * Fails where a row is new or another than it was. Rows that went are nothing stored. `apart` names
 * tables that may change.
 */
export function expectNothingNew(
  folder: string,
  before: Rows,
  apart: readonly string[] = [],
): void {
  const added = [...storedRows(folder, apart)].filter((row) => !before.has(row))
  expect(added, 'rows that were not there').to.deep.equal([])
}

/** One launch after a login, of which nothing may be left in any table. */
export async function launchInVain(
  bench: LaunchBench,
  options: Parameters<typeof launch>[1] = {},
  apart: readonly string[] = [],
): Promise<Page> {
  const browser = options.browser ?? bench.newBrowser()
  const { loginRequest } = options.sample ?? aSample()
  const asked = options.asked ?? (await login(browser, loginRequest))
  const before = storedRows(bench.app.folder)
  const page = await launch(bench, { ...options, browser, asked })
  expect(page.headers.getSetCookie().join()).not.to.contain('lachan-visit')
  expectNothingNew(bench.app.folder, before, apart)
  return page
}
