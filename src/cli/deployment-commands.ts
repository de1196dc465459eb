import { Command } from 'commander'

import type { DeploymentState } from '../lti/index.ts'
import { type CliContext, withStorage } from './cli-context.ts'
import { find } from './find-platform.ts'

export function deploymentCommands(context: CliContext): Command {
  const group = new Command('deployment').description('places inside an LMS')
  const verbs = [
    ['allow', 'allowed', 'let launches of this deployment in'],
    ['block', 'blocked', 'keep launches of this deployment out'],
  ] as const
  for (const [verb, state, description] of verbs) {
    group
      .command(`${verb} <platform> <deployment>`)
      .description(description)
      .action((platform: string, id: string) => setState(context, platform, { id, state }))
  }
  return group
}

interface Change {
  readonly id: string
  readonly state: DeploymentState
}

async function setState(context: CliContext, platform: string, change: Change): Promise<void> {
  await withStorage(context, async ({ lti }) => {
    const registration = await find(lti.registrations, platform)
    await lti.registrations.setDeployment(registration.id, change)
  })
}
