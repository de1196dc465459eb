import { addressesOf, type LtiStore } from '../lti/index.ts'
import { type DeliveryRepository, platformScores } from '../passback/index.ts'
import { createPlatformCheck, type PlatformCheckDeps } from './platform-check.ts'
import { platformRoutes } from './platform-routes.ts'
import type { PlatformRoutesDeps } from './routes-deps.ts'

export interface PlatformPagesDeps
  extends
    Omit<PlatformCheckDeps, 'keySets'>,
    Omit<PlatformRoutesDeps, 'checks' | 'scoresOf' | 'addresses'> {
  readonly kept: Pick<LtiStore, 'keySets'>
  readonly deliveries: Pick<DeliveryRepository, 'summary'>
  readonly publicUrl: string
}

/** The pages of the administrators of LMSs. */
export function createPlatformPages({ kept, deliveries, publicUrl, ...deps }: PlatformPagesDeps) {
  const checks = createPlatformCheck({ ...deps, ...kept })
  async function scoresOf(registrationId: string) {
    const registration = deps.registry.all().filter(({ id }) => id === registrationId)
    return platformScores(await deliveries.summary(), registration)[0]
  }
  return platformRoutes({ ...deps, checks, scoresOf, addresses: addressesOf(publicUrl) })
}
