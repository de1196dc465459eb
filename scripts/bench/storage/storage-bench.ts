import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'

import { table } from '../coverage/table.ts'
import { median, timesOf } from '../launch/figures.ts'
import { UsageError } from '../usage-error.ts'
import { type Contender, inline, ours } from './contenders.ts'

const USAGE = `usage: npm run bench -- storage [--json FILE] [--rounds N] [--millis N]`
const CLIENT_COUNTS = [1, 16, 200] as const
const VISIT_EVERY_MS = 5

interface Figures {
  readonly commitsPerS: number
  /** Of a visit's row, written every 5 ms beside the clients: how long a launch waits. */
  readonly visitP99Ms: number
  readonly loopDelayP99Ms: number
}

export interface StorageFigures extends Figures {
  readonly name: string
  readonly clientCount: number
}

/** Facts on the disk per second, and what everybody else in the process waits meanwhile. */
export async function storageBench(
  args: readonly string[],
  print: (text: string) => void = console.log,
): Promise<boolean> {
  const { json, roundCount, millis } = parseOptions(args)
  const all: StorageFigures[] = []
  for (const clientCount of CLIENT_COUNTS) {
    all.push(...(await compare({ clientCount, roundCount, millis })))
  }
  console.log(
    `load before ${(loadavg()[0] ?? 0).toFixed(1)}, ${roundCount} rounds of ${millis} ms\n`,
  )
  print(toText(all))
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(all, null, 2)}\n`)
  return isGood(all)
}

/** With 200 pupils at once, more facts a second than one commit each, and nobody waits longer. */
export function isGood(all: readonly StorageFigures[]): boolean {
  const of = (name: string) => all.find((one) => one.name === name && one.clientCount === 200)
  const [mine, peer] = [of('ours'), of('inline')]
  if (!mine || !peer) return false
  return mine.commitsPerS > peer.commitsPerS && mine.visitP99Ms < peer.visitP99Ms
}

interface Asked {
  readonly clientCount: number
  readonly roundCount: number
  readonly millis: number
}

/** The contenders in turn, round by round; the median of each figure. */
async function compare({ clientCount, roundCount, millis }: Asked): Promise<StorageFigures[]> {
  const rounds: StorageFigures[] = []
  for (let round = 0; round <= roundCount; round += 1) {
    for (const create of [ours, inline]) {
      const figures = await measure(create, { clientCount, millis })
      // The first round warms up.
      if (round > 0) rounds.push({ ...figures, clientCount })
    }
  }
  return ['ours', 'inline'].map((name) => {
    const own = rounds.filter((one) => one.name === name)
    const of = (key: keyof Figures) => median(own.map((one) => one[key]))
    return {
      name,
      clientCount,
      commitsPerS: of('commitsPerS'),
      visitP99Ms: of('visitP99Ms'),
      loopDelayP99Ms: of('loopDelayP99Ms'),
    }
  })
}

async function measure(
  create: (folder: string) => Contender,
  { clientCount, millis }: Pick<Asked, 'clientCount' | 'millis'>,
) {
  const folder = mkdtempSync(path.join(tmpdir(), 'lachan-bench-'))
  const contender = create(folder)
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const until = performance.now() + millis
  delay.enable()
  const clients = Array.from({ length: clientCount }, (_, client) =>
    writeUntil(contender, until, client),
  )
  const visits = await visitUntil(contender, until)
  const counts = await Promise.all(clients)
  delay.disable()
  await contender.close()
  rmSync(folder, { recursive: true })
  return {
    name: contender.name,
    commitsPerS: (counts.reduce((sum, count) => sum + count, 0) / millis) * 1000,
    visitP99Ms: timesOf(visits).p99Ms,
    loopDelayP99Ms: delay.percentile(99) / 1e6,
  }
}

async function writeUntil(contender: Contender, until: number, client: number): Promise<number> {
  let count = 0
  while (performance.now() < until) {
    await contender.write(`${client}-${count}`)
    count += 1
    // A pupil's next request comes by the network, not by the same turn of the loop.
    await setImmediate()
  }
  return count
}

/** Counted from the moment it was due, so that a late turn counts as waiting. */
async function visitUntil(contender: Contender, until: number): Promise<readonly number[]> {
  const times: number[] = []
  let due = performance.now()
  while (due < until) {
    await setTimeout(Math.max(0, due - performance.now()))
    await contender.visit(`visit-${times.length}`)
    times.push(performance.now() - due)
    due += VISIT_EVERY_MS
  }
  return times
}

function toText(all: readonly StorageFigures[]): string {
  const rows = all.map(({ name, clientCount, commitsPerS, visitP99Ms, loopDelayP99Ms }) => [
    name,
    String(clientCount),
    String(Math.round(commitsPerS)),
    visitP99Ms.toFixed(1),
    loopDelayP99Ms.toFixed(1),
  ])
  return table('store|clients|commits/s|visit p99 ms|loop delay p99 ms', rows)
}

function parseOptions(args: readonly string[]) {
  const text = { type: 'string' } as const
  const options = { json: text, rounds: text, millis: text }
  const given = readArgs(args, options)
  const numberOf = (value: string | undefined, usual: number) => {
    const number = Number(value ?? usual)
    if (Number.isInteger(number) && number >= 1 && number <= 60_000) return number
    throw new UsageError(USAGE)
  }
  return {
    json: given.json,
    roundCount: numberOf(given.rounds, 5),
    millis: numberOf(given.millis, 1000),
  }
}

function readArgs<Options extends Record<string, { readonly type: 'string' }>>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options }).values
  } catch {
    throw new UsageError(USAGE)
  }
}
