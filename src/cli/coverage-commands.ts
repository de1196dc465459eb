import { Command } from 'commander'

import { type CoverageJson, coverageJson, findArea } from '../api/index.ts'
import type { CoverageRow } from '../coverage/index.ts'
import { ConflictError } from '../errors/index.ts'
import type { AreaId } from '../schools/index.ts'
import { type CliContext, show } from './cli-context.ts'
import { rebuildRows } from './recompute.ts'
import { type CoverageTools, withCoverage } from './with-coverage.ts'

interface ShowOptions {
  readonly period: string
  readonly area?: string
  readonly json: boolean
}

interface RebuildOptions {
  readonly period?: string
  readonly json: boolean
}

const PAGE = 1000

export function coverageCommands(context: CliContext): Command {
  const group = new Command('coverage').description('which schools met what they owe')
  group
    .command('show')
    .description('the figures of a period and all its schools')
    .requiredOption('--period <id>', 'period')
    .option('--area <id>', 'only schools that stand in this area or are directed from it')
    .option('--json', 'print one JSON value, as the API gives it', false)
    .action((options: ShowOptions) => showCoverage(context, options))
  group
    .command('rebuild')
    .description('compute every row of the open periods again from the facts')
    .option('--period <id>', 'only this one')
    .option('--json', 'print one JSON value', false)
    .action((options: RebuildOptions) => rebuild(context, options))
  return group
}

async function showCoverage(context: CliContext, options: ShowOptions): Promise<void> {
  const answer = await withCoverage(context, async (tools) => {
    await tools.worker.catchUp()
    return readCoverage(tools, options)
  })
  show(context, answer, { json: options.json, lines: linesOf(answer) })
}

async function readCoverage(tools: CoverageTools, options: ShowOptions): Promise<CoverageJson> {
  const { reader, directory, now } = tools
  const period = await reader.period(options.period)
  const areaId = options.area === undefined ? undefined : findArea(directory, options.area).id
  const { figures, cells } = await reader.figures({ period, areaId })
  const rows: CoverageRow[] = []
  let after: string | undefined
  do {
    const page = await reader.listByCode({
      periodId: period.id,
      ...(cells && { cells }),
      ...(after !== undefined && { after }),
      limit: PAGE,
    })
    rows.push(...page.rows)
    after = page.next
  } while (after !== undefined)
  const areaName = (id: string | undefined) =>
    id ? (directory.areaById(id as AreaId)?.name ?? '') : ''
  return coverageJson({ period, asOf: now, figures, rows, areaName })
}

function linesOf({ obligated, met, schools }: CoverageJson): readonly string[] {
  return [
    `${met} / ${obligated}`,
    ...schools.map(({ code, name, area, stages }) => {
      const statuses = stages.map(({ stage, status }) => `${stage}=${status}`).join(' ')
      return [code, statuses, name, area ?? ''].join('\t')
    }),
  ]
}

async function rebuild(context: CliContext, options: RebuildOptions): Promise<void> {
  const answer = await withCoverage(context, async (tools, storage) => {
    const periods = await periodsToRebuild(tools, options.period)
    const rows = await rebuildRows(tools, storage, periods)
    return { periods: periods.map(({ id }) => id), rows }
  })
  const lines = [`${answer.periods.join(' ')}\t${answer.rows}`]
  show(context, answer, { json: options.json, lines })
}

/** @throws ConflictError('period-frozen') */
async function periodsToRebuild({ reader }: CoverageTools, id: string | undefined) {
  if (id === undefined) return (await reader.listPeriods()).filter(({ state }) => state === 'open')
  const period = await reader.period(id)
  if (period.state === 'closed') throw new ConflictError('period-frozen', { id })
  return [period]
}
