import path from 'node:path'

import { Command } from 'commander'

import { formatProblem } from '../catalogue/index.ts'
import { checkFolder, publishFolder } from '../editing/index.ts'
import { type CliContext, show } from './cli-context.ts'

interface Json {
  readonly json: boolean
}

export function contentCommands(context: CliContext): Command {
  const group = new Command('content').description('modules: check what was written, publish it')
  group
    .command('check')
    .description(
      'tell what is wrong, by file and line; without DIR in every folder of CONTENT_DIRS',
    )
    .argument('[dir]', 'a folder of modules, of one module, or of one version')
    .option('--json', 'print one JSON value', false)
    .action((dir: string | undefined, options: Json) => check(context, dir, options))
  group
    .command('publish')
    .description(
      'check, put into the last folder of CONTENT_DIRS, and from then on let nobody change it',
    )
    .argument('<dir>', 'a folder of one version, of one module, or of modules')
    .option('--json', 'print one JSON value', false)
    .action((dir: string, options: Json) => publish(context, dir, options))
  return group
}

async function check(context: CliContext, dir: string | undefined, { json }: Json): Promise<void> {
  const { folders } = context.config.content
  const { modules, problems } = await checkFolder(dir && path.resolve(dir), folders)
  const lines = [
    ...problems.map(formatProblem),
    `${modules.length} modules, ${problems.length} problems`,
  ]
  const told = { modules: modules.length, problems }
  show(context, told, { json, lines })
  if (problems.length > 0) throw new Error(`${problems.length} problems`)
}

async function publish(context: CliContext, dir: string, { json }: Json): Promise<void> {
  const { published, already } = await publishFolder(
    path.resolve(dir),
    context.config.content.folders,
  )
  const lines = [
    ...published.map((key) => `${key}\tpublished`),
    ...already.map((key) => `${key}\tpublished already`),
  ]
  show(context, { published, already }, { json, lines })
}
