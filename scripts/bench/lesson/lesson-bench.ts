import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'

import { Pool } from 'undici'

import { UsageError } from '../usage-error.ts'
import { startWorker } from '../worker.ts'
import { isGood, type LessonReport, type Row, toText } from './report.ts'
import type { Asked, LessonRole } from './roles.ts'
import { type Class, isRight, medianOf, play, type SceneFigures, type SceneName } from './scenes.ts'

const USAGE = 'usage: npm run bench -- lesson [--json FILE] [--pupils N] [--rounds N]'
const NAMES = ['ours', 'bare'] as const
type Name = (typeof NAMES)[number]
const ORDER: readonly SceneName[] = ['instant', 'second']
/** A round warms up, and each takes a question for either scene: there are some 190. */
const MOST_ROUNDS = 40

interface Options {
  readonly pupilCount: number
  readonly roundCount: number
  readonly json?: string | undefined
}

/** 200 pupils answer at once: what one answer costs the server, beside the least that it could. */
export async function lessonBench(
  args: readonly string[],
  print: (text: string) => void = console.log,
): Promise<boolean> {
  const options = parseOptions(args)
  const loadBefore = loadavg()[0] ?? 0
  const { pupilCount, roundCount } = options
  const rows = await measure(options)
  const report: LessonReport = { bench: 'lesson', pupilCount, roundCount, loadBefore, rows }
  print(toText(report))
  if (options.json !== undefined) {
    writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`)
  }
  return isGood(report)
}

async function measure(options: Options): Promise<readonly Row[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lachan-bench-'))
  const stopping = new AbortController()
  const classes = new Map<Name, Class>()
  const endings: Promise<void>[] = []
  try {
    let asked: readonly Asked[] = []
    for (const name of NAMES) {
      const file = new URL(`contenders/${name}.ts`, import.meta.url)
      const worker = await startWorker<LessonRole>(file, stopping.signal)
      endings.push(worker.ended)
      const started = await worker.ask('start', { folder, pupilCount: options.pupilCount })
      const connections = options.pupilCount
      const pool = new Pool(started.origin, { connections, pipelining: 1 })
      classes.set(name, { worker, pool, pupils: started.pupils })
      asked = started.asked
    }
    const rows = await playRounds(classes, asked, options)
    for (const one of classes.values()) await one.pool.close()
    return rows
  } finally {
    stopping.abort()
    await Promise.all(endings)
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The contenders in turn, round by round; the median of each figure. */
async function playRounds(
  classes: ReadonlyMap<Name, Class>,
  asked: readonly Asked[],
  { roundCount }: Options,
): Promise<readonly Row[]> {
  const played: (SceneFigures & { readonly name: Name; readonly scene: SceneName })[] = []
  for (let round = 0; round <= roundCount; round += 1) {
    for (const [index, scene] of ORDER.entries()) {
      const question = asked[round * ORDER.length + index]
      if (!question) throw new Error('there are not enough questions')
      for (const [name, one] of classes) {
        const figures = await play(one, question, scene)
        // The first round warms up.
        if (round > 0) played.push({ ...figures, name, scene })
      }
    }
  }
  for (const one of classes.values()) await checkKept(one, (roundCount + 1) * ORDER.length)
  return ORDER.flatMap((scene) =>
    NAMES.map((name) => {
      const own = played.filter((one) => one.name === name && one.scene === scene)
      return { name, scene, ...medianOf(own) }
    }),
  )
}

/** Nothing is compared that did not grade and keep every answer. */
async function checkKept({ worker, pupils }: Class, questionCount: number): Promise<void> {
  const { right, wrong } = await worker.ask('countKept')
  const expected = pupils.filter((_, index) => isRight(index)).length * questionCount
  const missed = pupils.length * questionCount - expected
  if (right !== expected || wrong !== missed) {
    throw new Error(
      `${right} right and ${wrong} wrong answers are kept, not ${expected}, ${missed}`,
    )
  }
}

function parseOptions(args: readonly string[]): Options {
  const text = { type: 'string' } as const
  const given = readArgs(args, { json: text, pupils: text, rounds: text })
  const numberOf = (value: string | undefined, usual: number, most: number) => {
    const number = Number(value ?? usual)
    if (Number.isInteger(number) && number >= 1 && number <= most) return number
    throw new UsageError(USAGE)
  }
  return {
    json: given.json,
    pupilCount: numberOf(given.pupils, 200, 2000),
    roundCount: numberOf(given.rounds, 10, MOST_ROUNDS),
  }
}

function readArgs<Given extends Record<string, { readonly type: 'string' }>>(
  args: readonly string[],
  options: Given,
) {
  try {
    return parseArgs({ args: [...args], options }).values
  } catch {
    throw new UsageError(USAGE)
  }
}
