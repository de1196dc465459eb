import { Router } from 'express'

import { canvasConfiguration } from './canvas-configuration.ts'
import type { About } from './services-asked.ts'
import type { ToolKeys } from './tool-keys.ts'
import type { ToolAddresses } from './tool-registration.ts'

const KEY_SET_MAX_AGE_S = 3600

export interface PublishedDeps extends ToolAddresses {
  readonly toolKeys: ToolKeys
  readonly about: About
}

/** What anybody may read about us: our public keys, and our configuration for Canvas. */
export function publishedRoutes({ toolKeys, about, ...addresses }: PublishedDeps): Router {
  const router = Router()
  router.get('/canvas.json', (_req, res) => {
    res.json(canvasConfiguration(addresses, about))
  })
  router.get('/jwks', async (_req, res) => {
    res.set('Cache-Control', `public, max-age=${KEY_SET_MAX_AGE_S}`).json(await toolKeys.jwks())
  })
  return router
}
