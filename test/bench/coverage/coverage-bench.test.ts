import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

import { expect } from 'chai'

import type { CoverageReport } from '../../../scripts/bench/coverage/report.ts'

const run = promisify(execFile)
const SMALL = '--schools 30 --completions 300 --rounds 1 --requests 4 --presses 3 --burst 10'

describe('npm run bench -- coverage', function () {
  // Four processes start, one of them with an RSA key to make.
  this.timeout(30_000)

  let report: CoverageReport

  before(async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'lachan-bench-test-'))
    const file = path.join(folder, 'figures.json')
    const args = ['scripts/bench/main.ts', 'coverage', ...SMALL.split(' '), '--json', file]
    // A busy machine may miss an aim; what is looked at here is what was measured.
    await run(process.execPath, args).catch(() => undefined)
    report = JSON.parse(readFileSync(file, 'utf8')) as CoverageReport
    rmSync(folder, { recursive: true })
  })

  it('makes a province of the size asked for', () => {
    expect(report.province).to.include({ schoolCount: 30, completionCount: 300 })
    expect(report.province.obligatedCount).to.be.within(15, 29)
  })

  it('asks every program for the same pages without an error', () => {
    const asked = report.series.map((one) => `${one.page}, ${one.contender}, ${one.clientCount}`)
    expect(asked).to.include.members([
      'department, ours, 1',
      'department, naive, 4',
      'API, floor, 4',
    ])
    expect(report.series.filter(({ errorCount }) => errorCount > 0)).to.deep.equal([])
  })

  it('sends from the floor what ours sent', () => {
    const bytesOf = (contender: string) =>
      report.series
        .filter((one) => one.page === 'department' && one.contender === contender)
        .map((one) => one.plainByteCount)
    expect(bytesOf('floor')).to.deep.equal(bytesOf('ours'))
    expect(Math.min(...bytesOf('floor'))).to.be.greaterThan(10_000)
  })

  it('takes the server’s own time beside the client’s', () => {
    for (const { server, client } of report.series) {
      expect(Math.min(server.p50Ms, client.p50Ms)).to.be.greaterThan(0)
      expect(server.p50Ms).not.to.equal(client.p50Ms)
    }
  })

  it('finds the figures of the read model in the facts, before the presses and after', () => {
    expect(report.disagreements).to.deep.equal([])
  })

  it('sees each confirmed session at once, and in the figure', () => {
    expect(report.presses).to.include({ count: 3, sessionAtOnce: 3, schoolAtOnce: 3 })
    expect(report.presses.problems).to.deep.equal([])
    expect(report.presses.figure.longestMs).to.be.greaterThan(0)
  })

  it('waits for a burst of completions until the figure has them all', () => {
    expect(report.burst.count).to.equal(10)
    expect(report.burst.figureMs).to.be.at.least(0)
  })
})
