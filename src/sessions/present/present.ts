import { createSessionAccess, type SessionAccessDeps } from '../session-access.ts'
import { doorRoutes } from './door-routes.ts'
import type { RecordRoutesDeps } from './record-routes.ts'
import { createRunGuard, type RunGuardDeps } from './run-guard-routes.ts'
import { createRunService, type RunServiceDeps } from './run-service.ts'
import { type OfferRun, offerRun, startRoutes, type StartRoutesDeps } from './start-routes.ts'

type Built = 'service' | 'guard' | 'access'

export type PresentDeps = SessionAccessDeps &
  RunServiceDeps &
  RunGuardDeps &
  Omit<StartRoutesDeps, Built> &
  Omit<RecordRoutesDeps, Built>

export interface Present {
  /** `/present/start` and `/present/runs/…`: ahead of the visits, since a window of its own has none. */
  readonly door: ReturnType<typeof doorRoutes>
  /** For `/present`, after the visit and the form protection. */
  readonly router: ReturnType<typeof startRoutes>
  /** For whoever may present: what a page needs so that one press opens the projector. */
  readonly offerRun: OfferRun
}

export function createPresent(deps: PresentDeps): Present {
  const service = createRunService(deps)
  const guard = createRunGuard(deps)
  const access = createSessionAccess(deps)
  return {
    door: doorRoutes({ ...deps, service, guard }),
    router: startRoutes({ ...deps, service, guard, access }),
    offerRun: offerRun({ ...deps, service, access }),
  }
}
