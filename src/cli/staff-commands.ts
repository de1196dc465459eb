import { Command, InvalidArgumentError } from 'commander'

import { ConflictError } from '../errors/index.ts'
import { type Account, parseGrant, signInPathOf, type StaffService } from '../staff/index.ts'
import { type CliContext, show } from './cli-context.ts'
import { grantCommand, type GrantOptions, withGrantOptions } from './staff-grant-commands.ts'
import { lineOf, summaryOf, withStaff } from './with-staff.ts'

interface Json {
  readonly json: boolean
}

interface AddOptions extends GrantOptions {
  readonly email: string
  readonly name: string
}

interface TokenOptions extends Json {
  readonly days: number
}

const USUAL_TOKEN_DAYS = 90
const MOST_TOKEN_DAYS = 3650

export function staffCommands(context: CliContext): Command {
  const group = new Command('staff').description('accounts of school and department')
  group.addCommand(addCommand(context))
  group.addCommand(grantCommand(context, 'grant', 'give an account one more role'))
  group.addCommand(grantCommand(context, 'revoke', 'end a role of an account today'))
  group
    .command('sign-in <email>')
    .description('print a link that signs in once within the hour')
    .option('--json', 'print one JSON value', false)
    .action((email: string, options: Json) => signIn(context, email, options))
  group
    .command('token <email>')
    .description('print a token with which another system acts for the account')
    .option('--days <n>', 'days until it expires', parseDays, USUAL_TOKEN_DAYS)
    .option('--json', 'print one JSON value', false)
    .action((email: string, options: TokenOptions) => token(context, email, options))
  group
    .command('list')
    .description('every account with its roles')
    .option('--json', 'print one JSON value', false)
    .action((options: Json) => list(context, options))
  for (const verb of ['disable', 'enable'] as const) {
    group
      .command(`${verb} <email>`)
      .description(`${verb} an account; disabling ends its visits, links and tokens`)
      .action((email: string) => setState(context, email, verb))
  }
  return group
}

function addCommand(context: CliContext): Command {
  return withGrantOptions(
    new Command('add')
      .description('make an account; prints a link that signs in once within the hour')
      .requiredOption('--email <email>', 'e-mail to sign in with')
      .requiredOption('--name <name>', 'name for people, kept with what the person attests'),
  ).action((options: AddOptions) => add(context, options))
}

function parseDays(value: string): number {
  const days = /^\d{1,4}$/.test(value) ? Number(value) : 0
  if (days >= 1 && days <= MOST_TOKEN_DAYS) return days
  throw new InvalidArgumentError(`Days from 1 to ${MOST_TOKEN_DAYS}.`)
}

async function add(context: CliContext, { email, name, json, ...fields }: AddOptions) {
  const answer = await withStaff(context, async ({ service, directory, today }) => {
    const grant = parseGrant(fields, directory, today)
    const account = await service.add({ email, name, grant })
    return linkFor(context, service, account)
  })
  show(context, answer, { json, lines: linesOf(answer) })
}

async function signIn(context: CliContext, email: string, { json }: Json): Promise<void> {
  const answer = await withStaff(context, async ({ service }) =>
    linkFor(context, service, await activeAccount(service, email)),
  )
  show(context, answer, { json, lines: linesOf(answer) })
}

async function linkFor({ config }: CliContext, service: StaffService, account: Account) {
  const path = signInPathOf(await service.createLink(account))
  return { id: account.id, signInUrl: `${config.http.publicUrl}${path}` }
}

async function token(context: CliContext, email: string, options: TokenOptions): Promise<void> {
  const text = await withStaff(context, async ({ service }) =>
    service.createApiToken(await activeAccount(service, email), options.days),
  )
  show(context, { token: text }, { json: options.json, lines: [text] })
}

/** @throws ConflictError('account-disabled') a link or token of such an account would open nothing */
async function activeAccount(service: StaffService, email: string): Promise<Account> {
  const account = await service.getByEmail(email)
  if (account.state === 'disabled') throw new ConflictError('account-disabled')
  return account
}

async function list(context: CliContext, { json }: Json): Promise<void> {
  const answer = await withStaff(context, async ({ service, directory }) =>
    (await service.list()).map((account) => summaryOf(account, directory)),
  )
  show(context, answer, { json, lines: answer.map(lineOf) })
}

function linesOf(answer: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(answer).map(([name, value]) => `${name}: ${value}`)
}

async function setState(
  context: CliContext,
  email: string,
  verb: 'disable' | 'enable',
): Promise<void> {
  await withStaff(context, async ({ service }) => service[verb](await service.getByEmail(email)))
}
