import { Router } from 'express'

import { textField } from '../web/index.ts'
import { keysPage } from './keys-page.ts'
import { paths } from './paths.ts'
import type { PlatformRoutesDeps } from './routes-deps.ts'

/** `/platforms/keys`: the keys that sign what we send to LMSs. */
export function keyRoutes({
  keyRotation,
  addresses,
  texts,
  renderPage,
}: PlatformRoutesDeps): Router {
  const router = Router()
  router.get('/keys', async (req, res) => {
    const isRotated = textField(req.query, 'done', 10) === 'rotated'
    const view = { ...addresses, keys: await keyRotation.list(), isRotated }
    renderPage(res, 'platforms/keys', keysPage(view, texts))
  })
  router.post('/keys', async (_req, res) => {
    await keyRotation.rotate()
    res.redirect(303, `${paths.keys}?done=rotated`)
  })
  return router
}
