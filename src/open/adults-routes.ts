import { Router } from 'express'

import type { Certificates } from '../certificates/index.ts'
import type { Open } from './open.ts'

/** What adults reach without a visit. */
export function adultsDoor(open: Open, certificates: Certificates): Router {
  const router = Router()
  router.use('/open', open.router)
  router.use('/certificates', certificates.check)
  return router
}
