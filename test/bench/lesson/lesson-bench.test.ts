import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { expect } from 'chai'

import { lessonBench } from '../../../scripts/bench/lesson/lesson-bench.ts'
import { isGood, type LessonReport, type Row } from '../../../scripts/bench/lesson/report.ts'
import { UsageError } from '../../../scripts/bench/usage-error.ts'

const fast = { serverP50Ms: 1, serverP95Ms: 2, cpuMs: 1, shareMs: 1 }
const row = (scene: Row['scene'], figures: Partial<Row> = {}): Row => ({
  ...{ name: 'ours', scene, ...fast },
  ...figures,
})
const report = (...rows: readonly Row[]): LessonReport => ({
  ...{ bench: 'lesson', pupilCount: 200, roundCount: 1, loadBefore: 0, rows },
})

describe('npm run bench -- lesson', function () {
  this.timeout(60_000) // two servers in processes of their own

  it('lets a class answer both programs, which keep every answer', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'lachan-'))
    const file = path.join(folder, 'figures.json')
    const printed: string[] = []
    await lessonBench(['--rounds', '1', '--pupils', '8', '--json', file], (text) =>
      printed.push(text),
    )
    expect(printed.join('\n')).to.include('ours / bare, instant').and.include('aims:')
    const { rows } = JSON.parse(readFileSync(file, 'utf8')) as LessonReport
    rmSync(folder, { recursive: true })
    expect(rows.map(({ name, scene }) => `${name} ${scene}`)).to.deep.equal([
      ...['ours instant', 'bare instant', 'ours second', 'bare second'],
    ])
    for (const { serverP50Ms, cpuMs } of rows) {
      expect(serverP50Ms).to.be.greaterThan(0)
      expect(cpuMs).to.be.greaterThan(0)
    }
  })

  it('holds the aim against what an answer costs, and what a pupil of a class waits', () => {
    expect(isGood(report(row('instant'), row('second')))).to.equal(true)
    // All at once wait for each other: that is no cost of one answer.
    expect(isGood(report(row('instant', { serverP95Ms: 90 }), row('second')))).to.equal(true)
    expect(isGood(report(row('instant', { shareMs: 5.1 }), row('second')))).to.equal(false)
    expect(isGood(report(row('instant'), row('second', { serverP95Ms: 5.1 })))).to.equal(false)
    expect(isGood(report(row('instant')))).to.equal(false)
  })

  it('says what it takes', async () => {
    for (const args of [['--rounds', '0'], ['--pupils', 'x'], ['--nothing']]) {
      const failure = await lessonBench(args).catch((error: unknown) => error)
      expect(failure).to.be.instanceOf(UsageError)
    }
  })
})
