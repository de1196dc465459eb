import { Command } from 'commander'

import type { Storage } from '../dependencies.ts'
import { createScoreBoard, type PlatformScores, type ScoreReason } from '../passback/index.ts'
import { createClock } from '../runtime/index.ts'
import { type CliContext, show, withStorage } from './cli-context.ts'

interface Json {
  readonly json: boolean
}

export function scoresCommands(context: CliContext): Command {
  const group = new Command('scores').description('scores on their way to gradebooks')
  group
    .command('list')
    .description('how many wait, were delivered and were given up on each platform, and why')
    .option('--json', 'print one JSON value', false)
    .action((options: Json) => list(context, options))
  group
    .command('retry <platform>')
    .description('try now what waits for a platform; a running server does so')
    .option('--json', 'print one JSON value', false)
    .action((platform: string, options: Json) => retry(context, platform, options))
  return group
}

async function list(context: CliContext, { json }: Json): Promise<void> {
  const scores = await withStorage(context, (storage) => boardOn(storage).list())
  show(context, scores, { json, lines: scores.flatMap(linesOf) })
}

async function retry(context: CliContext, platform: string, { json }: Json): Promise<void> {
  const retried = await withStorage(context, (storage) => boardOn(storage).retry(platform))
  show(context, { platform, retried }, { json, lines: [`${retried}`] })
}

function boardOn({ deliveries, lti }: Storage) {
  return createScoreBoard({
    deliveries,
    registrations: () => lti.registrations.list(),
    clock: createClock(),
    wake: () => undefined,
  })
}

function linesOf(scores: PlatformScores): readonly string[] {
  const { id, name, waiting, delivered, abandoned, oldestAt, nextTryAt } = scores
  const figures = [`waiting=${waiting}`, `delivered=${delivered}`, `abandoned=${abandoned}`]
  const times = [
    oldestAt && `oldest=${oldestAt.toISOString()}`,
    nextTryAt && `next=${nextTryAt.toISOString()}`,
  ].filter((text) => text !== undefined)
  const first = [id, name, [...figures, ...times].join(' ')].join('\t')
  return [first, ...scores.reasons.map(reasonLine)]
}

function reasonLine({ state, problem, count }: ScoreReason): string {
  return ['', `${state}=${count}`, problem ?? 'not tried yet'].join('\t')
}
