// The product as it ships: the real app on its embedded store.
import { createApp } from '../../../../src/app.ts'
import { readConfig } from '../../../../src/config/index.ts'
import { createDependencies } from '../../../../src/dependencies.ts'
import { addressesOf, toRegistration } from '../../../../src/lti/index.ts'
import { serveContender } from '../contender.ts'
import { MODULE_ID } from '../launch-token.ts'
import type { PlatformDetails } from '../roles.ts'
import type { StoreMeter } from '../store-meter.ts'

serveContender(async ({ origin, folder, platform, storeMeter }) => {
  const config = readConfig({ PUBLIC_URL: origin, DATABASE_URL: `sqlite:${folder}` })
  const deps = await createDependencies(config)
  const { lti, visits, attempts } = deps.storage
  for (const port of [lti.usedStates, lti.keySets, visits, attempts]) meter(port, storeMeter)
  await deps.lti.start()
  await deps.lti.registry.add(registrationOf(platform))
  deps.passback.start()
  deps.sweeper.start()
  const { loginUrl, launchUrl } = addressesOf(origin)
  return {
    handler: createApp(deps),
    addresses: { loginUrl, launchUrl, closedPageUrl: `${origin}/modules/${MODULE_ID}` },
  }
})

type Method = (...given: unknown[]) => unknown

/**
 * In place, since the features hold these very objects; none of their methods uses `this`. The sweep belongs to no
 * request.
 */
function meter(port: object, { trip }: StoreMeter): void {
  for (const [name, method] of Object.entries(port) as [string, Method][]) {
    if (name === 'sweep') continue
    Object.assign(port, { [name]: (...given: unknown[]) => trip(() => method(...given)) })
  }
}

function registrationOf({ deploymentId, ...platform }: PlatformDetails) {
  const details = { ...platform, name: 'Bench', deployments: [deploymentId], trust: [] }
  return toRegistration(details, true)
}
