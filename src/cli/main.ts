/**
 * The `lachan` command line: one file per group, each parses, calls a feature and prints.
 * Does not belong here: what a command decides; that stands in the feature.
 */
import { Command, CommanderError } from 'commander'

import { ContentError, formatProblem } from '../catalogue/index.ts'
import { ConfigError, readConfig } from '../config/index.ts'
import { openStorage } from '../dependencies.ts'
import { AppError } from '../errors/index.ts'
import { createTexts } from '../web/index.ts'
import { type CliContext, harmless } from './cli-context.ts'
import { contentCommands } from './content-commands.ts'
import { coverageCommands } from './coverage-commands.ts'
import { dbCommands } from './db-commands.ts'
import { deploymentCommands } from './deployment-commands.ts'
import { keysCommands } from './keys-commands.ts'
import { periodsCommands } from './periods-commands.ts'
import { platformCommands } from './platform-commands.ts'
import { schoolsCommands } from './schools-commands.ts'
import { scoresCommands } from './scores-commands.ts'
import { staffCommands } from './staff-commands.ts'

const REFUSED = 1
const WRONG_USAGE = 2

/** Runs one command line; gives the exit code: 0 done, 1 refused, 2 wrong usage (interfaces §1). */
export async function runCli(args: readonly string[], context: CliContext): Promise<number> {
  const program = new Command('lachan')
    .description('Lá Chắn: the command line of the running product')
    .exitOverride()
    .configureOutput({ writeOut: context.print, writeErr: context.complain })
  program.addCommand(platformCommands(context))
  program.addCommand(deploymentCommands(context))
  program.addCommand(schoolsCommands(context))
  program.addCommand(staffCommands(context))
  program.addCommand(periodsCommands(context))
  program.addCommand(coverageCommands(context))
  program.addCommand(scoresCommands(context))
  program.addCommand(keysCommands(context))
  program.addCommand(dbCommands(context))
  program.addCommand(contentCommands(context))
  for (const command of withSubcommands(program)) command.copyInheritedSettings(program)
  try {
    await program.parseAsync(args, { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE
    context.complain(`${linesOf(error).map(harmless).join('\n')}\n`)
    return REFUSED
  }
}

function withSubcommands(command: Command): readonly Command[] {
  return command.commands.flatMap((sub) => [sub, ...withSubcommands(sub)])
}

function linesOf(error: unknown): readonly string[] {
  return error instanceof ContentError ? error.problems.map(formatProblem) : [messageOf(error)]
}

function messageOf(error: unknown): string {
  if (error instanceof AppError) {
    const { title, body } = createTexts().ofError(error.code, error.params)
    return `${title}. ${body} (${error.code})`
  }
  return error instanceof Error ? error.message : String(error)
}

async function main(): Promise<void> {
  try {
    const config = readConfig()
    process.exitCode = await runCli(process.argv.slice(2), {
      config,
      openStorage: () => openStorage(config.storage),
      print: (text) => void process.stdout.write(text),
      complain: (text) => void process.stderr.write(text),
    })
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = REFUSED
  }
}

if (import.meta.main) await main()
