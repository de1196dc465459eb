import { writeFileSync } from 'node:fs'

import { type Cast, withCast } from './cast.ts'
import { CONTENDERS, OURS, OURS_WITH_LATENCY } from './contender-plan.ts'
import type { CpuParts } from './cpu-parts.ts'
import { type PhaseFigures, toResult } from './figures.ts'
import { type LaunchOptions, parseLaunchOptions } from './launch-options.ts'
import {
  type ContenderReport,
  currentMachine,
  isGood,
  type LaunchReport,
  ratiosOf,
  toText,
} from './report.ts'
import { type Entrant, runRound, runRounds } from './rounds.ts'

/** Launches per second of ours, of stock ltijs and of the least program; true where nothing went wrong. */
export async function launchBench(args: readonly string[]): Promise<boolean> {
  const options = parseLaunchOptions(args)
  const { clientCount, jsonFile } = options
  const contenders = options.steady ? [OURS_WITH_LATENCY] : CONTENDERS
  const base = { bench: 'launch', machine: currentMachine(), clientCount } as const
  const figures = await withCast({ contenders, clientCount }, (cast) => measure(cast, options))
  const report: LaunchReport = { ...base, ...figures }
  console.log(toText(report))
  if (jsonFile !== undefined) writeFileSync(jsonFile, `${JSON.stringify(report, null, 2)}\n`)
  return isGood(report)
}

type Figures = Pick<LaunchReport, 'contenders' | 'ratios' | 'unsound' | 'steady' | 'cpuParts'>

async function measure(cast: Cast, options: LaunchOptions): Promise<Figures> {
  const unsound = await findUnsound(cast)
  if (unsound.length > 0) return { contenders: [], ratios: [], unsound }
  const { steady } = options
  if (steady) {
    const figures = await measureSteady(cast, { ...options, steady })
    return { contenders: [], ratios: [], unsound, steady: figures }
  }
  const before = await cast.platform.ask('keySetFetches')
  const entrants = await runRounds(cast, options)
  const after = await cast.platform.ask('keySetFetches')
  const cpuParts = await profileOurs(cast, options)
  const contenders = entrants.map((one) => {
    const { name } = one.contender.plan
    return toReport(one, (after[name] ?? 0) - (before[name] ?? 0))
  })
  return { contenders, ratios: ratiosOf(contenders), unsound, cpuParts }
}

/** One more round, which counts for nothing else. */
async function profileOurs({ load, contenders }: Cast, { launchCount }: LaunchOptions) {
  const ours = contenders.find(({ plan }) => plan.name === OURS.name)
  if (!ours) throw new Error('ours is not in the cast')
  const { worker, target } = ours
  const profiled = async (phase: () => Promise<PhaseFigures>): Promise<CpuParts> => {
    await worker.ask('startProfile')
    const { count } = await phase()
    const parts = await worker.ask('stopProfile')
    return perPupil(parts, count)
  }
  return {
    logIn: await profiled(() => load.ask('logIn', { target, count: launchCount })),
    launch: await profiled(() => load.ask('launch')),
    openPage: await profiled(() => load.ask('openPage')),
  }
}

function perPupil(parts: CpuParts, count: number): CpuParts {
  const shares = Object.entries(parts).map(([part, us]) => [part, us / count])
  return Object.fromEntries(shares) as CpuParts
}

async function findUnsound({ contenders, load }: Cast): Promise<readonly string[]> {
  const found: string[] = []
  for (const { plan, target } of contenders) {
    const problems = await load.ask('probe', target)
    found.push(...problems.map((problem) => `${plan.name}: ${problem}`))
  }
  return found
}

function toReport(entrant: Entrant, keySetFetchCount: number): ContenderReport {
  const { contender, rounds, launchCount, errorCount, firstError } = entrant
  const { name, storeLatencyMs } = contender.plan
  return {
    name,
    storeLatencyMs,
    roundCount: rounds.length,
    launchCount,
    errorCount,
    keySetFetchCount,
    ...(firstError !== undefined && { firstError }),
    ...toResult(rounds),
  }
}

type SteadyOptions = LaunchOptions & Required<Pick<LaunchOptions, 'steady'>>

async function measureSteady(cast: Cast, { launchCount, steady }: SteadyOptions) {
  const [contender] = cast.contenders
  if (!contender) throw new Error('nobody to measure')
  await runRound(cast, contender, launchCount)
  const figures = await cast.load.ask('steady', { target: contender.target, ...steady })
  return { name: contender.plan.name, ...figures }
}
