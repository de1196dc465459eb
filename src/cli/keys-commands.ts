import { Command } from 'commander'

import { loadSecrets } from '../config/index.ts'
import { createKeyRotation, type KeyRotation, type ListedKey } from '../lti/index.ts'
import { createClock, createSealer } from '../runtime/index.ts'
import { type CliContext, show, withStorage } from './cli-context.ts'

interface Json {
  readonly json: boolean
}

export function keysCommands(context: CliContext): Command {
  const group = new Command('keys').description('keys that sign what we send to LMSs')
  group
    .command('list')
    .description('previous, current and next key; LMSs know all three')
    .option('--json', 'print one JSON value', false)
    .action((options: Json) => list(context, options))
  group
    .command('rotate')
    .description('let the next key sign as soon as every LMS has had a day to fetch it')
    .option('--json', 'print one JSON value', false)
    .action((options: Json) => rotate(context, options))
  return group
}

async function list(context: CliContext, { json }: Json): Promise<void> {
  const keys = await withRotation(context, (rotation) => rotation.list())
  show(context, keys, { json, lines: keys.map(lineOf) })
}

async function rotate(context: CliContext, { json }: Json): Promise<void> {
  const key = await withRotation(context, (rotation) => rotation.rotate())
  const lines = [`${key.kid} signs from ${key.signsFrom?.toISOString() ?? 'a moment not set'}`]
  show(context, key, { json, lines })
}

function withRotation<T>(context: CliContext, work: (rotation: KeyRotation) => Promise<T>) {
  const sealer = createSealer(loadSecrets(context.config).app, 'tool-key')
  return withStorage(context, ({ lti }) =>
    work(createKeyRotation({ ...lti, sealer, clock: createClock() })),
  )
}

function lineOf({ kid, state, createdAt, signsFrom }: ListedKey): string {
  return [state, kid, createdAt.toISOString(), signsFrom?.toISOString() ?? ''].join('\t')
}
