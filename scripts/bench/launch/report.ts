import { availableParallelism, loadavg } from 'node:os'

import { type ContenderPlan, STORE_LATENCY_MS } from './contender-plan.ts'
import { type CpuParts, PARTS } from './cpu-parts.ts'
import type { PhaseName, Result, SteadyFigures, Times } from './figures.ts'

export interface ContenderReport extends Result {
  readonly name: string
  readonly storeLatencyMs: number
  readonly roundCount: number
  /** All of them, warm-up too, as the two counts that follow. */
  readonly launchCount: number
  readonly errorCount: number
  readonly keySetFetchCount: number
  readonly firstError?: string
}

export interface Ratio {
  readonly of: string
  readonly to: string
  readonly launch: number
  readonly flow: number
  /** The least that issue B asks for. */
  readonly aim: { readonly launch: number; readonly flow?: number }
}

interface Machine {
  readonly cores: number
  readonly node: string
  /** Processes that wanted a core in the minute before: others' work, which no figure can be read without. */
  readonly loadBefore: number
}

export interface LaunchReport {
  readonly bench: 'launch'
  readonly machine: Machine
  readonly clientCount: number
  readonly contenders: readonly ContenderReport[]
  readonly ratios: readonly Ratio[]
  /** Where a contender accepted what it must refuse. */
  readonly unsound: readonly string[]
  readonly steady?: SteadyFigures & { readonly name: string }
  /** Of ours, main thread, microseconds for each pupil under a profiler: shares, not times of a launch. */
  readonly cpuParts?: Readonly<Record<PhaseName, CpuParts>>
}

export const currentMachine = (): Machine => ({
  cores: availableParallelism(),
  node: process.versions.node,
  loadBefore: loadavg()[0] ?? NaN,
})

const AIMS = {
  stock: { launch: 8, flow: 5 },
  bare: { launch: 1 / 1.5 },
} as const

/** Ours against the others that stand on the same store latency. */
export function ratiosOf(contenders: readonly ContenderReport[]): readonly Ratio[] {
  return [STORE_LATENCY_MS, 0].flatMap((storeLatencyMs) => {
    const of = (tool: ContenderPlan['tool']) =>
      contenders.find((one) => one.storeLatencyMs === storeLatencyMs && one.name.startsWith(tool))
    return (['stock', 'bare'] as const).flatMap((tool) => {
      const [ours, other] = [of('ours'), of(tool)]
      return ours && other ? [toRatio(ours, other, AIMS[tool])] : []
    })
  })
}

function toRatio(ours: ContenderReport, other: ContenderReport, aim: Ratio['aim']): Ratio {
  return {
    of: ours.name,
    to: other.name,
    launch: ours.launchesPerS / other.launchesPerS,
    flow: ours.flowsPerS / other.flowsPerS,
    aim,
  }
}

export function isGood({ contenders, steady, unsound }: LaunchReport): boolean {
  const errorCounts = [...contenders, ...(steady ? [steady] : [])].map((one) => one.errorCount)
  return unsound.length === 0 && errorCounts.every((count) => count === 0)
}

export function toText(report: LaunchReport): string {
  const { contenders, ratios, steady, unsound, cpuParts } = report
  const errors = [...contenders, ...(steady ? [steady] : [])].flatMap(({ name, firstError }) =>
    firstError === undefined ? [] : [`${name}: ${firstError}`],
  )
  return [
    machineLine(report),
    ...(contenders.length > 0 ? [contenderTable(contenders)] : []),
    ...(ratios.length > 0 ? [ratioTable(ratios)] : []),
    ...(cpuParts ? [partsTable(cpuParts)] : []),
    ...(steady ? [steadyTable(steady)] : []),
    ...[...errors, ...unsound].map((line) => `failed · ${line}`),
  ].join('\n\n')
}

function machineLine({ machine, clientCount }: LaunchReport): string {
  const { cores, node, loadBefore } = machine
  return `${cores} cores, Node ${node}, load before ${loadBefore.toFixed(1)}, ${clientCount} clients`
}

function contenderTable(contenders: readonly ContenderReport[]): string {
  return table(
    'contender|launch/s|flow/s|p50 ms|p95 ms|p99 ms|errors|JWKS fetches|store trips|CPU ms',
    contenders.map((one) => [
      one.name,
      one.launchesPerS.toFixed(0),
      one.flowsPerS.toFixed(0),
      ...timeCells(one),
      String(one.errorCount),
      `${one.keySetFetchCount} of ${one.launchCount}`,
      byPhase(one.storeTrips, 0),
      byPhase(one.cpuMs, 2),
    ]),
  )
}

function timeCells({ p50Ms, p95Ms, p99Ms }: Times): readonly string[] {
  return [p50Ms, p95Ms, p99Ms].map((ms) => ms.toFixed(1))
}

/** Login + launch POST + first page. */
function byPhase({ logIn, launch, openPage }: Result['cpuMs'], digits: number): string {
  return [logIn, launch, openPage].map((value) => value.toFixed(digits)).join(' + ')
}

function ratioTable(ratios: readonly Ratio[]): string {
  return table(
    'ratio|launch|aim|flow|aim',
    ratios.map(({ of, to, launch, flow, aim }) => [
      `${of} / ${to}`,
      launch.toFixed(2),
      `≥ ${aim.launch.toFixed(2)}`,
      flow.toFixed(2),
      aim.flow ? `≥ ${aim.flow.toFixed(2)}` : '',
    ]),
  )
}

function steadyTable(steady: NonNullable<LaunchReport['steady']>): string {
  const rows = (['launch', 'flow'] as const).map((what) => [
    `${steady.name}, ${what}`,
    `${steady.ratePerS}/s × ${steady.seconds} s`,
    `${steady.flowsPerS.toFixed(0)}/s`,
    ...timeCells(steady[what]),
    String(steady.errorCount),
  ])
  return table('open loop|asked|done|p50 ms|p95 ms|p99 ms|errors', rows)
}

function partsTable(cpuParts: NonNullable<LaunchReport['cpuParts']>): string {
  const phases = ['logIn', 'launch', 'openPage'] as const
  const totals = phases.map((phase) => PARTS.reduce((sum, part) => sum + cpuParts[phase][part], 0))
  const rows = PARTS.map((part) => [
    part,
    ...phases.flatMap((phase, index) => {
      const us = cpuParts[phase][part]
      return [us.toFixed(0), `${((100 * us) / (totals[index] ?? NaN)).toFixed(0)} %`]
    }),
  ])
  return table('ours, CPU by part|login µs||launch µs||page µs|', rows)
}

/** Columns as wide as their widest cell; the first one flush left. */
function table(heading: string, rows: readonly (readonly string[])[]): string {
  const head = heading.split('|')
  const lines = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...lines.map((row) => row[column]?.length ?? 0)))
  const toLine = (row: readonly string[]) =>
    widths
      .map((width, column) => {
        const cell = row[column] ?? ''
        return column === 0 ? cell.padEnd(width) : cell.padStart(width)
      })
      .join('  ')
      .trimEnd()
  return lines.map(toLine).join('\n')
}
