import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { expect } from 'chai'

import {
  isGood,
  storageBench,
  type StorageFigures,
} from '../../../scripts/bench/storage/storage-bench.ts'
import { UsageError } from '../../../scripts/bench/usage-error.ts'

const figures = (name: string, commitsPerS: number, visitP99Ms: number): StorageFigures => ({
  ...{ name, clientCount: 200, commitsPerS, visitP99Ms, loopDelayP99Ms: 1 },
})

describe('npm run bench -- storage', function () {
  this.timeout(20_000) // six short rounds on a real disk

  it('measures both stores with few and with many clients', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'lachan-'))
    const file = path.join(folder, 'figures.json')
    const printed: string[] = []
    const args = ['--rounds', '1', '--millis', '40', '--json', file]
    await storageBench(args, (text) => printed.push(text))
    expect(printed.join('\n')).to.include('commits/s')
    const all = JSON.parse(readFileSync(file, 'utf8')) as StorageFigures[]
    rmSync(folder, { recursive: true })
    expect(all.map(({ name, clientCount }) => `${name} ${clientCount}`)).to.deep.equal([
      ...['ours 1', 'inline 1', 'ours 16', 'inline 16', 'ours 200', 'inline 200'],
    ])
    for (const { commitsPerS } of all) expect(commitsPerS).to.be.greaterThan(0)
  })

  it('is content when more is on the disk and nobody waits longer', () => {
    expect(isGood([figures('ours', 900, 3), figures('inline', 300, 9)])).to.equal(true)
    expect(isGood([figures('ours', 200, 3), figures('inline', 300, 9)])).to.equal(false)
    expect(isGood([figures('ours', 900, 10), figures('inline', 300, 9)])).to.equal(false)
    expect(isGood([])).to.equal(false)
  })

  it('says what it takes', async () => {
    for (const args of [['--rounds', '0'], ['--nothing']]) {
      const failure = await storageBench(args).catch((error: unknown) => error)
      expect(failure).to.be.instanceOf(UsageError)
    }
  })
})
