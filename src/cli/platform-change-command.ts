import type { Command } from 'commander'

import {
  parseFrameOrigins,
  type RegistrationChanges,
  type TrustedSchoolClaim,
} from '../lti/index.ts'
import { type CliContext, withStorage } from './cli-context.ts'
import { collect, collectTrust } from './collect.ts'
import { find } from './find-platform.ts'

/** `false` is the word `--no-…`. */
interface ChangeOptions {
  readonly name?: string
  readonly school?: string | false
  readonly trust?: readonly TrustedSchoolClaim[] | false
  readonly frameOrigins?: readonly string[] | false
}

/** What the page of a connection changes, for a terminal; what is not named stays as it is. */
export function addChangeCommand(group: Command, context: CliContext): void {
  group
    .command('change <id>')
    .description('change the name, school, trust or frame addresses of a registration')
    .option('--name <name>', 'name for people')
    .option('--school <code>', 'binds the whole registration to one school')
    .option('--no-school', 'binds it to none')
    .option('--trust <custom|course>', 'school code that counts; repeatable', addTrust)
    .option('--no-trust', 'no school code counts')
    .option('--frame-origins <url>', 'origin that may frame us; repeatable', addText)
    .option('--no-frame-origins', 'none but where the LMS itself lives')
    .action((id: string, options: ChangeOptions) => change(context, id, options))
}

// Before the first one commander hands over what stood there: nothing, or the `true` of an option that can be refused.
const addText = (value: string, before: unknown) => collect(value, listOf(before))
const addTrust = (value: string, before: unknown) => collectTrust(value, listOf(before))

function listOf(before: unknown): readonly string[] {
  return Array.isArray(before) ? (before as readonly string[]) : []
}

async function change(context: CliContext, id: string, options: ChangeOptions): Promise<void> {
  const changes = toChanges(options, context.config.lti.allowPrivatePlatforms)
  await withStorage(context, async ({ lti }) => {
    const registration = await find(lti.registrations, id)
    await lti.registrations.change(registration.id, changes)
  })
}

/** @throws InvalidInputError('frame-origin-refused') */
function toChanges(options: ChangeOptions, allowPrivate: boolean): RegistrationChanges {
  const { name, school, trust, frameOrigins } = options
  const origins = frameOrigins === false ? [] : frameOrigins
  return {
    ...(name !== undefined && { name }),
    ...(school !== undefined && { schoolCode: school === false ? '' : school }),
    ...(trust !== undefined && { trust: trust === false ? [] : trust }),
    ...(origins && { frameOrigins: parseFrameOrigins(origins.join('\n'), allowPrivate) }),
  }
}
