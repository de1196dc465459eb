import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

import { withCast } from '../launch/cast.ts'
import { OURS } from '../launch/contender-plan.ts'
import type { Memory } from '../launch/roles.ts'
import { runRound } from '../launch/rounds.ts'
import { UsageError } from '../usage-error.ts'
import { isFlat, spreadOf } from './flatness.ts'

const BATCHES = 10
const CLIENTS = 16
const MEGABYTE = 1024 * 1024

const USAGE = `usage: npm run bench -- memory [--launches N] [--json FILE]
  --launches N   in all, in ten batches (50000); one more batch before them does not count
  --json FILE    write the figures to FILE`

interface MemoryReport {
  readonly bench: 'memory'
  readonly launchCount: number
  readonly errorCount: number
  /** After each batch, garbage collected. */
  readonly batches: readonly Memory[]
  /** Greatest distance from the median, as a share of it. */
  readonly heapSpread: number
  readonly residentSpread: number
}

/** Whole launches into one process, and what it holds after each batch; true where the heap stays flat. */
export async function memoryBench(args: readonly string[]): Promise<boolean> {
  const { launches, json } = parse(args)
  const report = await measure(launches)
  console.log(toText(report))
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(report, null, 2)}\n`)
  return report.errorCount === 0 && isFlat(report.batches.map(({ heap }) => heap))
}

function parse(args: readonly string[]) {
  try {
    const text = { type: 'string' } as const
    const { launches = '50000', json } = parseArgs({
      args: [...args],
      options: { launches: text, json: text },
    }).values
    const count = Number(launches)
    if (!Number.isInteger(count) || count < BATCHES) throw new Error('--launches: 10 or more')
    return { launches: count, json }
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : ''}\n${USAGE}`)
  }
}

async function measure(launchCount: number): Promise<MemoryReport> {
  const perBatch = Math.round(launchCount / BATCHES)
  const plan = { contenders: [OURS], clientCount: CLIENTS }
  return withCast(plan, async (cast) => {
    const [ours] = cast.contenders
    if (!ours) throw new Error('nobody to measure')
    const batches: Memory[] = []
    let errorCount = 0
    for (let batch = 0; batch <= BATCHES; batch += 1) {
      const { logIn, launch, openPage } = await runRound(cast, ours, perBatch)
      for (const { figures } of [logIn, launch, openPage]) errorCount += figures.errorCount
      if (batch > 0) batches.push(await ours.worker.ask('memory'))
    }
    const heapSpread = spreadOf(batches.map(({ heap }) => heap))
    const residentSpread = spreadOf(batches.map(({ resident }) => resident))
    const counts = { launchCount: perBatch * BATCHES, errorCount }
    return { bench: 'memory', ...counts, batches, heapSpread, residentSpread }
  })
}

function toText({ batches, launchCount, errorCount, ...spreads }: MemoryReport): string {
  const line = (name: string, of: keyof Memory) =>
    `${name}  ${batches.map((one) => (one[of] / MEGABYTE).toFixed(1).padStart(6)).join(' ')} MB`
  const percent = (share: number) => `±${(share * 100).toFixed(1)} %`
  return [
    `${launchCount} launches in ${BATCHES} batches, ${errorCount} errors`,
    line('heap    ', 'heap'),
    line('resident', 'resident'),
    `heap ${percent(spreads.heapSpread)} (aim ±10 %), resident ${percent(spreads.residentSpread)}`,
  ].join('\n')
}
