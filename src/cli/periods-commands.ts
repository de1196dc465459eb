import { Command } from 'commander'

import { type Period, toPeriod } from '../requirements/index.ts'
import { type CliContext, show } from './cli-context.ts'
import { withCoverage } from './with-coverage.ts'

interface Json {
  readonly json: boolean
}

interface AddOptions extends Json {
  readonly id: string
  readonly name: string
  readonly from: string
  readonly to: string
  readonly due?: string
  readonly minSessions?: string
  readonly module: readonly string[]
  readonly programme?: string
  readonly calendar?: string
}

export function periodsCommands(context: CliContext): Command {
  const group = new Command('periods').description('date ranges in which schools owe sessions')
  group.addCommand(addCommand(context))
  group
    .command('list')
    .description('every period, the latest first')
    .option('--json', 'print one JSON value', false)
    .action((options: Json) => list(context, options))
  group
    .command('open <id>')
    .description('freeze the obligated set of a period')
    .option('--json', 'print one JSON value', false)
    .action((id: string, { json }: Json) =>
      withCoverage(context, async ({ requirements }) => {
        print(context, await requirements.open(id), json)
      }),
    )
  group
    .command('close <id>')
    .description('freeze the figures of a period')
    .option('--json', 'print one JSON value', false)
    .action((id: string, { json }: Json) =>
      withCoverage(context, async ({ requirements }) => {
        print(context, await requirements.close(id), json)
      }),
    )
  group.addCommand(modulesCommand(context))
  return group
}

function addCommand(context: CliContext): Command {
  return new Command('add')
    .description('plan a period; it counts nothing until it is opened')
    .requiredOption('--id <id>', 'short name, for ever; letters, digits, dots and dashes')
    .requiredOption('--name <name>', 'name for people')
    .requiredOption('--from <date>', 'first day, YYYY-MM-DD or dd/mm/yyyy')
    .requiredOption('--to <date>', 'last day')
    .option('--due <date>', 'after this day what is unmet is overdue; the last day if not given')
    .option('--min-sessions <n>', 'sessions that each stage owes; 1 if not given')
    .option('--module <id>', 'module of the period; repeatable', collect, [])
    .option('--programme <id>', 'programme that it is owed under')
    .option('--calendar <id>', 'calendar that it is a range of')
    .option('--json', 'print one JSON value', false)
    .action((options: AddOptions) => add(context, options))
}

interface ModulesOptions extends Json {
  readonly module: readonly string[]
  readonly none: boolean
  readonly reason: string
}

function modulesCommand(context: CliContext): Command {
  return new Command('modules')
    .description('pick other modules for a period; once it is open, for a reason that is kept')
    .argument('<id>', 'period')
    .option(
      '--module <id>',
      'module of the period; repeatable; those not named are left out',
      collect,
      [],
    )
    .option('--none', 'no module at all: the period has no completion rate', false)
    .option('--reason <text>', 'why; needed once the period is open', '')
    .option('--json', 'print one JSON value', false)
    .action((id: string, options: ModulesOptions, command: Command) => {
      const { module: modules, none, reason, json } = options
      if (none === modules.length > 0)
        command.error('error: give --module at least once, or --none')
      return withCoverage(context, async ({ requirements }) => {
        const period = await requirements.changeModules({ periodId: id, modules, reason })
        print(context, period, json)
      })
    })
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value]
}

async function add(context: CliContext, options: AddOptions): Promise<void> {
  const { json, module, ...draft } = options
  const period = toPeriod({ ...draft, modules: module })
  await withCoverage(context, ({ requirements }) => requirements.add(period))
  print(context, period, json)
}

async function list(context: CliContext, { json }: Json): Promise<void> {
  const periods = await withCoverage(context, ({ requirements }) => requirements.list())
  const answer = periods.map(summaryOf)
  show(context, answer, { json, lines: answer.map(lineOf) })
}

function print(context: CliContext, period: Period, json: boolean): void {
  const answer = summaryOf(period)
  show(context, answer, { json, lines: [lineOf(answer)] })
}

function summaryOf({ id, name, from, to, due, state, minSessions, modules }: Period) {
  return { id, name, from, to, due, state, minSessions, modules }
}

function lineOf({ id, state, name, from, to, due }: ReturnType<typeof summaryOf>): string {
  return [id, state, name, from, to, due].join('\t')
}
