import { Router } from 'express'

import type { Catalogue } from '../../catalogue/index.ts'
import { createOfflinePack, type OfflinePackDeps } from './offline-pack.ts'

export interface OfflineRoutesDeps extends OfflinePackDeps {
  readonly catalogue: Pick<Catalogue, 'get' | 'findMedia'>
}

/** `/modules/:id/offline.html`: always a download, since it is a page with a script of its own inside. */
export function offlineRoutes(deps: OfflineRoutesDeps): Router {
  const packOf = createOfflinePack(deps)
  const router = Router()
  router.get('/:id/offline.html', async (req, res) => {
    const module = deps.catalogue.get(req.params.id)
    const pack = await packOf(module, res.locals.helpNear)
    res.attachment(`la-chan-${module.id}-${module.version}.html`)
    res.type('html').send(pack)
  })
  return router
}
