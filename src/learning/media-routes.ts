import path from 'node:path'

import { type Response, Router } from 'express'

import type { Catalogue, MediaPlace } from '../catalogue/index.ts'
import { NotFoundError } from '../errors/index.ts'

const FOR_EVER = { maxAge: '1y', immutable: true }
const A_DAY = { maxAge: '1d' }

/**
 * `/media/:id/:version/:file`: drawings of modules. A published version never changes, so they may be kept for ever; a
 * recording may be added to it or made again, so it is asked for anew the next day.
 */
export function mediaRoutes({ catalogue }: { readonly catalogue: Catalogue }): Router {
  const router = Router()

  function send(res: Response, place: MediaPlace): void {
    const media = catalogue.findMedia(place)
    if (!media) throw new NotFoundError('not-found')
    res.removeHeader('Cache-Control')
    res.type(media.contentType)
    res.sendFile(path.basename(media.path), {
      root: path.dirname(media.path),
      ...(media.contentType.startsWith('audio/') ? A_DAY : FOR_EVER),
    })
  }

  router.get('/:id/:version/:file', (req, res) => {
    send(res, req.params)
  })
  router.get('/:id/:version/audio/:file', (req, res) => {
    send(res, { ...req.params, file: `audio/${req.params.file}` })
  })
  return router
}
