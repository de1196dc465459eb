import { spawnSync } from 'node:child_process'

import { expect } from 'chai'

import { type Row, ROWS } from './rows.ts'

/** Rows whose part of the product is not there yet. */
const NOT_BUILT: readonly string[] = [
  ...['4.3.dl.1', '4.3.dl.2', '4.3.dl.3', '4.3.dl.4', '4.3.dl.5', '4.3.dl.6', '4.3.dl.7'],
  ...['4.3.nrps.1', '4.3.nrps.2', '4.3.nrps.3', '4.3.nrps.4'],
  ...['4.3.ags.1', '4.3.ags.2', '4.3.ags.3', '4.3.ags.4', '4.3.ags.5'],
  ...['6.registration.1', '6.registration.2', '6.registration.3', '6.registration.4'],
  ...['6.registration.5', '6.review', '5.1', '5.16', 'W22', 'W25'],
]

const MOCHA = ['node_modules/mocha/bin/mocha.js', '--no-config', '--extension', 'ts']
const DRY = [...MOCHA, '--require', './test/support/setup.ts', '--dry-run', '--reporter', 'json']

/** Titles of all tests, as mocha itself would run them. */
function titles(): readonly string[] {
  const files = ['test/{lti,nodes,runtime,server,storage,web,passback,browser,entry}/**/*.test.ts']
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
    const missing = ROWS.filter((row) => !NOT_BUILT.includes(row.id) && !isTested(row))
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
