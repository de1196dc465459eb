import { Router } from 'express'

import { contactsRoutes, type ContactsRoutesDeps } from './contacts-routes.ts'
import { counsellorRoutes } from './counsellor-routes.ts'

/** Pages on which whom children may turn to is edited. */
export function editRoutes(deps: ContactsRoutesDeps): Router {
  const router = Router()
  router.use('/contacts', contactsRoutes(deps))
  router.use('/schools', counsellorRoutes(deps))
  return router
}
