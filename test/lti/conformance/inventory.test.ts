import { spawnSync } from 'node:child_process'

import { expect } from 'chai'

import { chromiumPath } from '../../support/chromium.ts'
import { type Row, ROWS } from './rows.ts'

/** Rows whose part of the product is not there yet. */
const NOT_BUILT: readonly string[] = []

/** What only a browser can show is left out where there is none. */
const IN_CHROMIUM = chromiumPath === undefined ? ['6.storage.2'] : []

const MOCHA = ['node_modules/mocha/bin/mocha.js', '--no-config', '--extension', 'ts']
const DRY = [...MOCHA, '--require', './test/support/setup.ts', '--dry-run', '--reporter', 'json']

/** Titles of all tests, as mocha itself would run them. */
function titles(): readonly string[] {
  const files = [
    'test/{lti,nodes,hostile,runtime,server,storage,web,passback,browser,entry}/**/*.test.ts',
  ]
  const { stdout, stderr } = spawnSync(process.execPath, [...DRY, ...files], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  const start = stdout.indexOf('{\n')
  if (start < 0) throw new Error(stderr)
  const { tests } = JSON.parse(stdout.slice(start)) as { tests: readonly { fullTitle: string }[] }
  return tests.map(({ fullTitle }) => fullTitle)
}

const names = (title: string, { id }: Row) => title.split(/[\s,:;]+/).includes(id)

describe('the lists that this tool is held to', function () {
  this.timeout(60_000) // loads every test of LTI once more

  let all: readonly string[]
  before(() => {
    all = titles()
  })

  const isTested = (row: Row) => all.some((title) => names(title, row))

  it('have a test for each row, which names it', () => {
    const missing = ROWS.filter(
      (row) => ![...NOT_BUILT, ...IN_CHROMIUM].includes(row.id) && !isTested(row),
    )
    expect(missing.map(({ id, title }) => `${id}: ${title}`)).to.deep.equal([])
  })

  it('have no row that is called not built and is', () => {
    const built = ROWS.filter((row) => NOT_BUILT.includes(row.id) && isTested(row))
    expect(built.map(({ id }) => id)).to.deep.equal([])
  })

  it('have rows under ids of their own', () => {
    expect(new Set(ROWS.map(({ id }) => id)).size).to.equal(ROWS.length)
  })
})
