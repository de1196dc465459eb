import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

import { Command } from 'commander'

import { loadSecrets } from '../config/index.ts'
import { createRowCheck, type RowProblem } from '../coverage/index.ts'
import { openMaintenance } from '../dependencies.ts'
import { createClock, fingerprintOfSecret } from '../runtime/index.ts'
import type { SchoolDirectory, SchoolId } from '../schools/index.ts'
import { type CliContext, show } from './cli-context.ts'
import { recompute, type Recomputed } from './recompute.ts'
import { withCoverage } from './with-coverage.ts'

interface Json {
  readonly json: boolean
}

interface RestoreOptions extends Json {
  readonly force: boolean
  readonly otherKeys: boolean
}

export function dbCommands(context: CliContext): Command {
  const group = new Command('db').description('the store as a whole')
  group
    .command('migrate')
    .description('bring the store up to the schema of this program')
    .option('--json', 'print one JSON value', false)
    .action((options: Json) => migrate(context, options))
  group
    .command('backup <file>')
    .description('copy the store into one new file (tar), also while the server runs')
    .option('--json', 'print one JSON value', false)
    .action((file: string, options: Json) => backUp(context, file, options))
  group.addCommand(restoreCommand(context))
  group
    .command('check')
    .description('look for what is damaged or does not agree; changes nothing')
    .option('--json', 'print one JSON value', false)
    .action((options: Json) => check(context, options))
  return group
}

function restoreCommand(context: CliContext): Command {
  return new Command('restore')
    .description('put back what `backup` saved, and recompute the figures')
    .argument('<file>', 'a file that `backup` wrote')
    .option('--force', 'also where a store lies, which is put aside', false)
    .option('--other-keys', 'also with other keys than those of the backup', false)
    .option('--json', 'print one JSON value', false)
    .action((file: string, options: RestoreOptions) => restore(context, file, options))
}

async function migrate(context: CliContext, { json }: Json): Promise<void> {
  const steps = await (await openMaintenance(context.config.storage)).migrate()
  const lines = steps.map(({ name, from, to }) => `${name}\t${from} → ${to}`)
  show(context, steps, { json, lines })
}

async function backUp(context: CliContext, name: string, { json }: Json): Promise<void> {
  const maintenance = await openMaintenance(context.config.storage)
  const file = path.resolve(name)
  const manifest = await maintenance.backup({
    file,
    at: createClock().now(),
    product: productVersion(),
    keys: keysOf(context),
  })
  const lines = manifest.parts.map(({ name, schema, bytes }) => `${name}\t${schema}\t${bytes}`)
  show(context, { file, ...manifest }, { json, lines: [file, ...lines] })
}

function keysOf({ config }: CliContext) {
  const { app, pseudonym } = loadSecrets(config)
  return { app: app.map(fingerprintOfSecret), pseudonym: fingerprintOfSecret(pseudonym) }
}

function productVersion(): string {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(manifest) as { readonly version: string }).version
}

async function restore(context: CliContext, name: string, options: RestoreOptions): Promise<void> {
  const maintenance = await openMaintenance(context.config.storage)
  const { manifest, otherKeys, putAside } = await maintenance.restore({
    ...options,
    file: path.resolve(name),
    at: createClock().now(),
    keys: keysOf(context),
  })
  for (const key of otherKeys) {
    context.complain(`${key} is not that of the backup: what hangs on it is lost\n`)
  }
  const periods = await withCoverage(context, recompute)
  const lines = [
    `restored\t${manifest.at}\t${manifest.product}`,
    ...(putAside ? [`put aside\t${putAside}`] : []),
    ...periods.map(lineOf),
  ]
  const answer = { ...manifest, otherKeys, ...(putAside && { putAside }), periods }
  show(context, answer, { json: options.json, lines })
}

function lineOf({ id, isEqual, stored, recomputed }: Recomputed): string {
  const figures = isEqual ? toText(stored) : `${toText(stored)} → ${toText(recomputed)}`
  return [id, isEqual ? 'equal' : 'differs', figures].join('\t')
}

function toText({ met, obligated, reach, modules }: Recomputed['stored']): string {
  const parts = [
    [met, obligated],
    [reach.present, reach.enrolled],
    [modules.completions, modules.expected],
  ]
  return parts.map((pair) => pair.join('/')).join(' ')
}

async function check(context: CliContext, { json }: Json): Promise<void> {
  const inStore = await (await openMaintenance(context.config.storage)).check()
  // To open a store whose files are damaged or behind would change it.
  const problems = inStore.length > 0 ? inStore : await problemsOfRows(context)
  show(context, { problems }, { json, lines: problems.length === 0 ? ['ok'] : problems })
  if (problems.length > 0) throw new Error(`${problems.length} wrong`)
}

// A server counts a completion within this, and a session at once.
const COUNTED_WITHIN_MS = 2000

/** What is wrong twice: between a fact and its figure there is a moment. */
function problemsOfRows(context: CliContext): Promise<readonly string[]> {
  return withCoverage(context, async (tools, storage) => {
    const { run } = createRowCheck({
      ...storage,
      rows: storage.coverageRows,
      completions: storage.schoolCompletions,
      modules: tools.catalogue,
    })
    const find = async () => (await run()).map((problem) => wordsOf(problem, tools.directory))
    const first = await find()
    if (first.length === 0) return []
    await wait(COUNTED_WITHIN_MS)
    const still = new Set(await find())
    return first.filter((problem) => still.has(problem))
  })
}

function wordsOf({ kind, periodId, of, version }: RowProblem, directory: SchoolDirectory): string {
  const name = directory.byId(of as SchoolId)?.code ?? of
  return `${kind}: ${name} in ${periodId}, version ${version}`
}
