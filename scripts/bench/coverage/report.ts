import { availableParallelism, loadavg } from 'node:os'

import type { Times } from '../launch/figures.ts'
import type { BurstFigures } from './burst.ts'
import type { Ratio, SeriesFigures } from './figures.ts'
import type { PressFigures } from './presses.ts'
import type { World } from './roles.ts'
import { table } from './table.ts'

interface Machine {
  readonly cores: number
  readonly node: string
  /** Processes that wanted a core in the minute before: others' work, which no figure can be read without. */
  readonly loadBefore: number
}

export type Province = Pick<
  World,
  | 'schoolCount'
  | 'obligatedCount'
  | 'courseCount'
  | 'completionCount'
  | 'largestSchool'
  | 'sessionCount'
  | 'setUpMs'
>

export interface CoverageReport {
  readonly bench: 'coverage'
  readonly machine: Machine
  readonly province: Province
  readonly series: readonly SeriesFigures[]
  readonly ratios: readonly Ratio[]
  readonly presses: PressFigures
  readonly burst: BurstFigures
  /** Where the read model and the facts give different figures. */
  readonly disagreements: readonly string[]
}

export const currentMachine = (): Machine => ({
  cores: availableParallelism(),
  node: process.versions.node,
  loadBefore: loadavg()[0] ?? NaN,
})

/** Issue A2, section Speed. */
export const AIMS = { departmentP95Ms: 30, figureMs: 1000 } as const

/** One sentence for each aim that was missed and each thing that went wrong. */
export function failuresOf(report: CoverageReport): readonly string[] {
  return [
    ...report.disagreements,
    ...report.series.flatMap(slowOrWrong),
    ...pressFailures(report.presses),
    ...late('the module figure', report.burst.figureMs),
  ]
}

export function isGood(report: CoverageReport): boolean {
  return failuresOf(report).length === 0
}

/** The aim is the server's own time for one request; with several clients they wait for each other. */
function slowOrWrong(series: SeriesFigures): readonly string[] {
  const { page, contender, clientCount, isDepartment, server, errorCount, firstError } = series
  const hasAim = isDepartment && contender === 'ours' && clientCount === 1
  const what = `${contender}, ${page}`
  return [
    ...(errorCount > 0 ? [`${what}: ${errorCount} errors, first: ${firstError ?? ''}`] : []),
    ...(hasAim && !(server.p95Ms <= AIMS.departmentP95Ms)
      ? [`${what}: server p95 ${server.p95Ms.toFixed(1)} ms, aim ≤ ${AIMS.departmentP95Ms}`]
      : []),
  ]
}

function pressFailures(presses: PressFigures): readonly string[] {
  const { count, sessionAtOnce, schoolAtOnce, figure, problems } = presses
  return [
    ...problems,
    ...(count === 0 ? ['nobody had a session to confirm'] : []),
    ...(sessionAtOnce < count ? [`session at once: ${sessionAtOnce} of ${count}`] : []),
    ...(schoolAtOnce < count ? [`school at once: ${schoolAtOnce} of ${count}`] : []),
    ...late('the figure of schools', figure.longestMs),
  ]
}

/** NaN is a figure that never came. */
function late(what: string, ms: number): readonly string[] {
  return ms <= AIMS.figureMs ? [] : [`${what}: ${ms.toFixed(0)} ms, aim ≤ ${AIMS.figureMs}`]
}

export function toText(report: CoverageReport): string {
  return [
    aboutLines(report),
    seriesTable(report.series),
    ratioTable(report.ratios),
    pressTable(report.presses),
    burstLine(report.burst),
    ...failuresOf(report).map((line) => `failed · ${line}`),
  ].join('\n\n')
}

function aboutLines({ machine, province }: CoverageReport): string {
  const { cores, node, loadBefore } = machine
  const { schoolCount, obligatedCount, sessionCount, courseCount, completionCount } = province
  const setUp = (province.setUpMs / 1000).toFixed(1)
  return [
    `${cores} cores, Node ${node}, load before ${loadBefore.toFixed(1)}`,
    `${schoolCount} schools (${obligatedCount} owe sessions), ${sessionCount} sessions, ${completionCount} completions` +
      ` in ${courseCount} courses (${province.largestSchool} in the largest school), set up in ${setUp} s`,
  ].join('\n')
}

function seriesTable(all: readonly SeriesFigures[]): string {
  return table(
    'page|program|clients|server p50|p95|p99|client p50|p95|p99|CPU ms|gzip kB|page kB|errors',
    all.map((one) => [
      one.page,
      one.contender,
      String(one.clientCount),
      ...timeCells(one.server),
      ...timeCells(one.client),
      one.cpuMs.toFixed(1),
      kilobytes(one.byteCount),
      kilobytes(one.plainByteCount),
      String(one.errorCount),
    ]),
    2,
  )
}

function timeCells({ p50Ms, p95Ms, p99Ms }: Times): readonly string[] {
  return [p50Ms, p95Ms, p99Ms].map((ms) => ms.toFixed(1))
}

const kilobytes = (count: number) => (count / 1000).toFixed(1)

function ratioTable(ratios: readonly Ratio[]): string {
  return table(
    'ratio of client times|page|clients|p50|p95',
    ratios.map(({ of, to, page, clientCount, p50, p95 }) => [
      `${of} / ${to}`,
      page,
      String(clientCount),
      p50.toFixed(1),
      p95.toFixed(1),
    ]),
    2,
  )
}

function pressTable({ count, press, figure, sessionAtOnce, schoolAtOnce }: PressFigures): string {
  return [
    table(`${count} presses|p50 ms|p95 ms|p99 ms`, [
      ['press answered', ...timeCells(press)],
      ['department’s figure', ...timeCells(figure)],
    ]),
    `next request shows it: session ${sessionAtOnce} of ${count}, school ${schoolAtOnce} of ${count}`,
  ].join('\n')
}

function burstLine({ count, recordMs, figureMs }: BurstFigures): string {
  return `${count} completions in ${recordMs.toFixed(0)} ms, all in the figure ${figureMs.toFixed(0)} ms later`
}
