import { Router } from 'express'

import { importRoutes, type ImportRoutesDeps } from './import-routes.ts'
import { listRoutes } from './list-routes.ts'

export type SchoolsRoutesDeps = ImportRoutesDeps

/** `/schools…` */
export function schoolsRoutes(deps: SchoolsRoutesDeps): Router {
  const router = Router()
  router.use('/import', importRoutes(deps))
  router.use(listRoutes(deps))
  return router
}
