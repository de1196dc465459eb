import { Argument, Command } from 'commander'

import {
  addressesOf,
  type PlatformDetails,
  refuseTokensOfAnother,
  type Registration,
  type RegistrationState,
  toRegistration,
  type TrustedSchoolClaim,
} from '../lti/index.ts'
import { type CliContext, show, withStorage } from './cli-context.ts'
import { collect, collectTrust } from './collect.ts'
import { find } from './find-platform.ts'
import { addChangeCommand } from './platform-change-command.ts'
import { addCheckCommand } from './platform-check-command.ts'
import { addInviteCommands } from './platform-invite-commands.ts'

interface Json {
  readonly json: boolean
}

interface AddOptions extends Omit<PlatformDetails, 'deployments' | 'schoolCode' | 'trust'>, Json {
  readonly deployment: readonly string[]
  readonly school?: string
  readonly trust: readonly TrustedSchoolClaim[]
}

export function platformCommands(context: CliContext): Command {
  const group = new Command('platform').description('LMS installations that may launch the tool')
  group.addCommand(addCommand(context))
  group
    .command('list')
    .description('every registration with its deployments')
    .option('--json', 'print one JSON value', false)
    .action((options: Json) => list(context, options))
  group
    .command('show <id>')
    .description('one registration')
    .option('--json', 'print one JSON value', false)
    .action((id: string, options: Json) => showOne(context, id, options))
  for (const [verb, state] of [
    ['disable', 'disabled'],
    ['enable', 'active'],
  ] as const) {
    group
      .command(`${verb} <id>`)
      .description(`make a registration ${state}`)
      .action((id: string) => setState(context, id, state))
  }
  group.addCommand(countMembersCommand(context))
  addChangeCommand(group, context)
  addCheckCommand(group, context)
  addInviteCommands(group, context)
  return group
}

function addCommand(context: CliContext): Command {
  return new Command('add')
    .description('register an LMS; prints the addresses to paste into it')
    .requiredOption('--name <name>', 'name for people')
    .requiredOption('--issuer <url>', 'issuer (Moodle: Platform ID)')
    .requiredOption('--client-id <id>', 'client id')
    .requiredOption('--auth-url <url>', 'authentication request URL')
    .requiredOption('--token-url <url>', 'access token URL')
    .requiredOption('--jwks-url <url>', 'public keyset URL')
    .option('--deployment <id>', 'deployment id, allowed at once; repeatable', collect, [])
    .option('--school <code>', 'binds the whole registration to one school')
    .option('--trust <custom|course>', 'school code that counts; repeatable', collectTrust, [])
    .option('--json', 'print one JSON value', false)
    .action((options: AddOptions) => add(context, options))
}

async function add(context: CliContext, options: AddOptions): Promise<void> {
  const { deployment, school, json, ...details } = options
  const registration = toRegistration(
    { ...details, deployments: deployment, ...(school && { schoolCode: school }) },
    context.config.lti.allowPrivatePlatforms,
  )
  await withStorage(context, async ({ lti }) => {
    refuseTokensOfAnother(registration, await lti.registrations.list())
    await lti.registrations.add(registration)
  })
  const addresses = addressesOf(context.config.http.publicUrl)
  const answer = { id: registration.id, ...addresses, deepLinkUrl: addresses.launchUrl }
  const lines = Object.entries(answer).map(([name, value]) => `${name}: ${value}`)
  show(context, answer, { json, lines })
}

async function list(context: CliContext, { json }: Json): Promise<void> {
  const registrations = await withStorage(context, ({ lti }) => lti.registrations.list())
  const answer = registrations.map(summaryOf)
  show(context, answer, { json, lines: answer.map(lineOf) })
}

async function showOne(context: CliContext, id: string, { json }: Json): Promise<void> {
  const registration = await withStorage(context, ({ lti }) => find(lti.registrations, id))
  const lines = Object.entries(registration).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
  show(context, registration, { json, lines })
}

function countMembersCommand(context: CliContext): Command {
  return new Command('count-members')
    .description('ask the LMS how many learners a course has: counts only, off by default')
    .argument('<id>')
    .addArgument(new Argument('<answer>').choices(['on', 'off']))
    .action((id: string, answer: string) => countMembers(context, id, answer))
}

async function countMembers(context: CliContext, id: string, answer: string): Promise<void> {
  await withStorage(context, async ({ lti }) => {
    const registration = await find(lti.registrations, id)
    await lti.registrations.change(registration.id, { countsMembers: answer === 'on' })
  })
}

async function setState(context: CliContext, id: string, state: RegistrationState): Promise<void> {
  await withStorage(context, async ({ lti }) => {
    const registration = await find(lti.registrations, id)
    await lti.registrations.setState(registration.id, state)
  })
}

function summaryOf({ id, name, issuer, clientId, state, deployments }: Registration) {
  return { id, name, issuer, clientId, state, deployments }
}

function lineOf({ id, name, issuer, clientId, state, deployments }: ReturnType<typeof summaryOf>) {
  const places = deployments.map((one) => `${one.id}=${one.state}`).join(' ')
  return [id, state, name, issuer, clientId, places].join('\t')
}
