import { Command, InvalidArgumentError } from 'commander'

import { createInvitations, type Invitations, type TrustedSchoolClaim } from '../lti/index.ts'
import { createClock } from '../runtime/index.ts'
import { type CliContext, show, withStorage } from './cli-context.ts'
import { collectTrust } from './collect.ts'

interface Json {
  readonly json: boolean
}

interface InviteOptions extends Json {
  readonly school?: string
  readonly trust: readonly TrustedSchoolClaim[]
  readonly days: number
}

const USUAL_DAYS = 7
const MOST_DAYS = 90

/** The verbs of `platform` about LMSs that register themselves. */
export function addInviteCommands(group: Command, context: CliContext): void {
  group
    .command('invite')
    .description('print an address with which one LMS may register itself, once')
    .option('--school <code>', 'binds the whole registration to one school')
    .option('--trust <custom|course>', 'school code that counts; repeatable', collectTrust, [])
    .option('--days <n>', 'days until it expires', parseDays, USUAL_DAYS)
    .option('--json', 'print one JSON value', false)
    .action((options: InviteOptions) => invite(context, options))
  group
    .command('invitations')
    .description('invitations that may still be used')
    .option('--json', 'print one JSON value', false)
    .action((options: Json) => list(context, options))
  group
    .command('withdraw <invitation>')
    .description('end an invitation that nobody has used')
    .action((id: string) => withInvitations(context, (service) => service.withdraw(id)))
  group
    .command('approve <id>')
    .description('let an LMS that registered itself launch the tool')
    .action((id: string) => withInvitations(context, (service) => service.approve(id)))
  group
    .command('refuse <id>')
    .description('disable an LMS that registered itself')
    .action((id: string) => withInvitations(context, (service) => service.refuse(id)))
}

function withInvitations<T>(context: CliContext, work: (service: Invitations) => Promise<T>) {
  return withStorage(context, ({ lti }) =>
    work(
      createInvitations({
        ...lti,
        clock: createClock(),
        publicUrl: context.config.http.publicUrl,
      }),
    ),
  )
}

async function invite(context: CliContext, { json, school, trust, days }: InviteOptions) {
  const details = { trust, days, ...(school && { schoolCode: school }) }
  const answer = await withInvitations(context, (service) => service.invite(details))
  const lines = [`url: ${answer.url}`, `expiresAt: ${answer.expiresAt.toISOString()}`]
  show(context, answer, { json, lines })
}

async function list(context: CliContext, { json }: Json): Promise<void> {
  const answer = await withInvitations(context, (service) => service.list())
  const lines = answer.map(({ id, expiresAt, schoolCode = '', trust }) =>
    [id, expiresAt.toISOString(), schoolCode, trust.join(' ')].join('\t'),
  )
  show(context, answer, { json, lines })
}

function parseDays(value: string): number {
  const days = /^\d{1,2}$/.test(value) ? Number(value) : 0
  if (days >= 1 && days <= MOST_DAYS) return days
  throw new InvalidArgumentError(`Days from 1 to ${MOST_DAYS}.`)
}
