import type { Command } from 'commander'

import { addressesOf } from '../lti/index.ts'
import { type Checked, createPlatformCheck, findingLine } from '../platforms/index.ts'
import { createClock, createLogger } from '../runtime/index.ts'
import { createSchoolDirectory } from '../schools/index.ts'
import { createTexts } from '../web/index.ts'
import { type CliContext, show, withStorage } from './cli-context.ts'
import { find } from './find-platform.ts'

/** `platform check ID`: the self-test of the pages, for scripts; what a running server saw in the last seconds may lack. */
export function addCheckCommand(group: Command, context: CliContext): void {
  group
    .command('check <id>')
    .description('whether launches work, and what to do in the LMS where they do not')
    .option('--json', 'print one JSON value', false)
    .action((id: string, options: { readonly json: boolean }) => check(context, id, options.json))
}

async function check(context: CliContext, id: string, json: boolean): Promise<void> {
  const { checked, name } = await withStorage(context, async (storage) => {
    const registration = await find(storage.lti.registrations, id)
    const directory = createSchoolDirectory({ ...storage, logger: createLogger('error') })
    await directory.reload()
    const { platformHealth: health, keySets } = storage.lti
    const checks = createPlatformCheck({ health, keySets, directory, clock: createClock() })
    return { checked: await checks.check(registration), name: registration.name }
  })
  const answer = answerOf(id, checked, context)
  const lines = answer.findings.map(({ state, title, text }) => `${state}\t${title}: ${text}`)
  show(context, answer, { json, lines: [`${answer.light}\t${name}`, ...lines] })
}

function answerOf(id: string, { asOf, light, health, findings }: Checked, context: CliContext) {
  const texts = createTexts()
  const addresses = addressesOf(context.config.http.publicUrl)
  const { launches, lastLaunch, drift, refusals } = health
  return {
    id,
    asOf,
    light,
    launches,
    lastLaunchAt: lastLaunch?.at ?? null,
    driftS: drift ? Math.round(drift.ms / 1000) : null,
    findings: findings.map((one) => {
      const { title, text } = findingLine(one, addresses, texts)
      return { check: one.check, state: one.state, found: one.found, title, text }
    }),
    refusals: refusals.map(({ code, count, lastAt }) => ({ code, count, lastAt })),
  }
}
