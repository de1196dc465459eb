import { Router } from 'express'

import { departmentRoutes, type DepartmentRoutesDeps } from './department-routes.ts'
import { schoolRoutes, type SchoolRoutesDeps } from './school-routes.ts'

export type CoverageRoutesDeps = DepartmentRoutesDeps & SchoolRoutesDeps

/** `/coverage…` */
export function coverageRoutes(deps: CoverageRoutesDeps): Router {
  const router = Router()
  router.use(departmentRoutes(deps), schoolRoutes(deps))
  return router
}
