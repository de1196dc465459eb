import path from 'node:path'

import { Router } from 'express'

import type { Catalogue } from '../catalogue/index.ts'
import { NotFoundError } from '../errors/index.ts'

/** `/media/:id/:version/:file`: drawings of modules. A published version never changes, so they may be kept for ever. */
export function mediaRoutes({ catalogue }: { readonly catalogue: Catalogue }): Router {
  const router = Router()
  router.get('/:id/:version/:file', (req, res) => {
    const media = catalogue.findMedia(req.params)
    if (!media) throw new NotFoundError('not-found')
    res.removeHeader('Cache-Control')
    res.type(media.contentType)
    res.sendFile(path.basename(media.path), {
      root: path.dirname(media.path),
      maxAge: '1y',
      immutable: true,
    })
  })
  return router
}
