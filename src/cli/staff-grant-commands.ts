import { Command, InvalidArgumentError } from 'commander'

import { NotFoundError } from '../errors/index.ts'
import type { Day } from '../runtime/index.ts'
import { type Account, type Grant, parseGrant, ROLES } from '../staff/index.ts'
import { type CliContext, show } from './cli-context.ts'
import { lineOf, summaryOf, withStaff } from './with-staff.ts'

export interface GrantOptions {
  readonly json: boolean
  readonly role: string
  readonly area?: string
  readonly school?: string
  readonly from?: string
  readonly to?: string
}

export function grantCommand(
  context: CliContext,
  verb: 'grant' | 'revoke',
  about: string,
): Command {
  return withGrantOptions(new Command(verb).argument('<email>').description(about)).action(
    (email: string, options: GrantOptions) => changeGrant(context, email, { ...options, verb }),
  )
}

export function withGrantOptions(command: Command): Command {
  return command
    .requiredOption('--role <role>', ROLES.join(', '), parseRole)
    .option('--area <id>', 'area, by id or name; neither area nor school is the whole province')
    .option('--school <code>', 'school, by its code')
    .option('--from <day>', 'first day; default today')
    .option('--to <day>', 'last day; default none')
    .option('--json', 'print one JSON value', false)
}

function parseRole(value: string): string {
  if ((ROLES as readonly string[]).includes(value)) return value
  throw new InvalidArgumentError(`Allowed choices are ${ROLES.join(', ')}.`)
}

interface GrantChange extends GrantOptions {
  readonly verb: 'grant' | 'revoke'
}

async function changeGrant(context: CliContext, email: string, change: GrantChange): Promise<void> {
  const answer = await withStaff(context, async ({ service, directory, today }) => {
    const account = await service.getByEmail(email)
    const grant = parseGrant(change, directory, today)
    const changed =
      change.verb === 'grant'
        ? await service.addGrant(account, grant)
        : await service.endGrant(account, sameGrantOf(account, grant, today))
    return summaryOf(changed, directory)
  })
  show(context, answer, { json: change.json, lines: [lineOf(answer)] })
}

/** @throws NotFoundError('grant-not-found') */
function sameGrantOf({ grants }: Account, { role, areaId, schoolId }: Grant, today: Day): Grant {
  const found = grants.find(
    (one) =>
      one.role === role &&
      one.areaId === areaId &&
      one.schoolId === schoolId &&
      (one.to === undefined || one.to >= today),
  )
  if (!found) throw new NotFoundError('grant-not-found')
  return found
}
