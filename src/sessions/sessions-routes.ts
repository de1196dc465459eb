import { Router } from 'express'

import { draftRoutes } from './draft-routes.ts'
import { followUpRoutes } from './follow-up-routes.ts'
import { formRoutes } from './form-routes.ts'
import { lateRoutes } from './late/index.ts'
import { listRoutes } from './list-routes.ts'
import { recordRoutes } from './record-routes.ts'
import type { RoutesDeps } from './routes-deps.ts'
import { sessionRoutes } from './session-routes.ts'
import { stepRoutes } from './step-routes.ts'

/** All of `/sessions`; words before ids. */
export function sessionsRoutes(deps: RoutesDeps): Router {
  const router = Router()
  router.use(listRoutes(deps), draftRoutes(deps), formRoutes(deps), lateRoutes(deps))
  router.use(followUpRoutes(deps), stepRoutes(deps), recordRoutes(deps), sessionRoutes(deps))
  return router
}
