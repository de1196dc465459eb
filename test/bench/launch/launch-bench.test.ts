import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

import { expect } from 'chai'

import type { ContenderReport, LaunchReport } from '../../../scripts/bench/launch/report.ts'

const run = promisify(execFile)
const bench = (...args: string[]) => run(process.execPath, ['scripts/bench/main.ts', ...args])

describe('npm run bench -- launch', function () {
  // Seven processes start, and stock ltijs makes an RSA-4096 key in one of them.
  this.timeout(60_000)

  let report: LaunchReport
  const of = (name: string): ContenderReport => {
    const found = report.contenders.find((one) => one.name === name)
    if (!found) throw new Error(`no ${name}`)
    return found
  }

  before(async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'lachan-bench-test-'))
    const file = path.join(folder, 'figures.json')
    await bench('launch', '--rounds', '1', '--launches', '10', '--json', file)
    report = JSON.parse(readFileSync(file, 'utf8')) as LaunchReport
    rmSync(folder, { recursive: true })
  })

  it('launches into every contender without an error', () => {
    const names = report.contenders.map((one) => one.name)
    expect(names).to.have.members(['ours+2ms', 'stock+2ms', 'bare+2ms', 'ours', 'bare'])
    expect(report.contenders.map((one) => one.errorCount)).to.deep.equal([0, 0, 0, 0, 0])
    expect(of('ours').launchCount).to.be.greaterThan(10)
  })

  it('gives the ratio to stock and to the least program', () => {
    expect(report.ratios.map(({ of: ours, to }) => `${ours} / ${to}`)).to.deep.equal([
      'ours+2ms / stock+2ms',
      'ours+2ms / bare+2ms',
      'ours / bare',
    ])
  })

  it('sees ours make no trip to the store at login, two at launch, one for the page', () => {
    expect(of('ours+2ms').storeTrips).to.deep.equal({ logIn: 0, launch: 2, openPage: 1 })
  })

  it('sees ours keep the key set that stock fetches at every launch', () => {
    expect(of('ours+2ms').keySetFetchCount).to.equal(0)
    expect(of('stock+2ms').keySetFetchCount).to.equal(of('stock+2ms').launchCount)
  })
})

describe('npm run bench -- without a known name', () => {
  it('names the benches and ends with 2', async () => {
    const failure = await bench('nothing').catch((error: unknown) => error)
    expect(failure).to.include({ code: 2 })
    expect(failure).to.have.property('stderr').that.contains('launch')
  })
})
