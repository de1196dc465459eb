import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

import { Command } from 'commander'

import { InvalidInputError, NotFoundError } from '../errors/index.ts'
import { createClock, type Day, dayOf, parseDay } from '../runtime/index.ts'
import {
  type Area,
  createListReader,
  createSchoolImports,
  createSchoolSearch,
  enrolledOf,
  type FoundSchool,
  type ImportResult,
  type School,
  type TableFormat,
  toImportResult,
  toSchoolTable,
  writeTable,
} from '../schools/index.ts'
import { createTexts } from '../web/index.ts'
import { type CliContext, show, withStorage } from './cli-context.ts'

interface Json {
  readonly json: boolean
}

interface ImportOptions extends Json {
  readonly dryRun: boolean
  readonly skipRefused: boolean
  readonly asOf?: string
}

interface ListOptions extends Json {
  readonly search?: string
}

type Storage = Parameters<Parameters<typeof withStorage>[1]>[0]

const clock = createClock()

export function schoolsCommands(context: CliContext): Command {
  const group = new Command('schools').description('schools and care facilities')
  group.addCommand(importCommand(context))
  group
    .command('list')
    .description('every school, or those found')
    .option('--search <text>', 'words of name, commune or code; diacritics may be left out')
    .option('--json', 'print one JSON value', false)
    .action((options: ListOptions) => list(context, options))
  group
    .command('export <file>')
    .description('write every school to an .xlsx or .csv that `import` reads')
    .option('--json', 'print one JSON value', false)
    .action((file: string, options: Json) => exportTo(context, file, options))
  group
    .command('undo-import')
    .description('give back what the last import replaced')
    .option('--json', 'print one JSON value', false)
    .action((options: Json) => undoImport(context, options))
  return group
}

function importCommand(context: CliContext): Command {
  return new Command('import')
    .description('take over a list of schools; all or nothing')
    .argument('<file>', '.xlsx, .xls or .csv')
    .option('--dry-run', 'only tell what would change', false)
    .option('--skip-refused', 'leave refused rows out and store the rest', false)
    .option('--as-of <day>', 'the day for which the sizes hold; default today')
    .option('--json', 'print one JSON value', false)
    .action((file: string, options: ImportOptions) => importFrom(context, file, options))
}

async function importFrom(
  context: CliContext,
  file: string,
  options: ImportOptions,
): Promise<void> {
  const asOf = dayFrom(options.asOf)
  const bytes = await readExisting(file)
  const schools = await createListReader().read(bytes)
  await withStorage(context, async (storage) => {
    const imports = createSchoolImports({ ...storage, clock })
    const plan = await imports.plan(schools, asOf)
    const result = toImportResult(plan, createTexts())
    const isHeldBack = plan.refused.length > 0 && !options.skipRefused
    if (!options.dryRun && !isHeldBack) await imports.apply(plan, asOf)
    show(context, result, { json: options.json, lines: linesOf(result) })
    if (!options.dryRun && isHeldBack) {
      throw new InvalidInputError('list-rows-refused', { count: plan.refused.length })
    }
  })
}

function dayFrom(text: string | undefined): Day {
  const day = text === undefined ? dayOf(clock.now()) : parseDay(text)
  if (!day) throw new InvalidInputError('day-malformed')
  return day
}

async function readExisting(file: string): Promise<Uint8Array> {
  if (!existsSync(file)) throw new NotFoundError('file-not-found')
  return readFile(file)
}

function linesOf({ refused, areasNew, ...counts }: ImportResult): readonly string[] {
  return [
    ...Object.entries(counts).map(([name, count]) => `${name}: ${String(count)}`),
    ...areasNew.map((name) => `area new: ${name}`),
    ...refused.map(({ row, column, message }) => `refused: ${row}\t${column}\t${message}`),
  ]
}

async function list(context: CliContext, { search = '', json }: ListOptions): Promise<void> {
  const found = await withStorage(context, async (storage) => {
    const { schools, areas } = await everything(storage)
    const areaById = new Map(areas.map((area) => [area.id, area]))
    const searched = { schools, areaById: (id: Area['id']) => areaById.get(id) }
    return createSchoolSearch(searched).page({ text: search, limit: schools.length }).found
  })
  const answer = found.map(summaryOf)
  const lines = answer.map(({ code, kind, name, commune }) =>
    [code, kind, name, commune ?? ''].join('\t'),
  )
  show(context, answer, { json, lines })
}

function summaryOf({ school, commune }: FoundSchool) {
  const { code, name, kind, stages, status } = school
  return { code, name, kind, stages, commune, status, enrolled: enrolledOf(school) }
}

async function everything(storage: Storage): Promise<{
  readonly schools: readonly School[]
  readonly areas: readonly Area[]
}> {
  const { schools } = await storage.schools.changesSince(0)
  return { schools, areas: await storage.areas.list() }
}

async function exportTo(context: CliContext, file: string, { json }: Json): Promise<void> {
  const format = formatOf(file)
  const { schools, areas } = await withStorage(context, everything)
  await writeFile(file, await writeTable(toSchoolTable(schools, areas), format))
  const answer = { file, schools: schools.length }
  show(context, answer, { json, lines: [`${file}: ${schools.length}`] })
}

function formatOf(file: string): TableFormat {
  const extension = path.extname(file).toLowerCase()
  if (extension === '.xlsx') return 'xlsx'
  if (extension === '.csv') return 'csv'
  throw new InvalidInputError('list-format-unknown')
}

async function undoImport(context: CliContext, { json }: Json): Promise<void> {
  const undone = await withStorage(context, (storage) =>
    createSchoolImports({ ...storage, clock }).undo(),
  )
  const lines = [`restored: ${undone.restored}`, `removed: ${undone.removed}`]
  show(context, undone, { json, lines })
}
