import { Router } from 'express'

import { formBody } from '../../web/index.ts'
import { notesRoutes, type NotesRoutesDeps, phoneRoutes } from './notes-routes.ts'
import { recordRoutes, type RecordRoutesDeps } from './record-routes.ts'
import { runRoutes, type RunRoutesDeps } from './run-routes.ts'
import { pressRoutes } from './start-routes.ts'

/** Everything that a projector's window asks for. To be mounted at the root, ahead of the visits. */
export function doorRoutes(deps: RunRoutesDeps & RecordRoutesDeps & NotesRoutesDeps): Router {
  const router = Router()
  router.use('/present/start', pressRoutes(deps))
  router.use('/present/phone', phoneRoutes(deps))
  // Strangers are turned away before anything that they sent is read.
  router.use('/present/runs/:runId', (req, res, next) => {
    deps.guard.holderOf(req, res)
    next()
  })
  router.use(
    '/present/runs/:runId',
    formBody(),
    runRoutes(deps),
    recordRoutes(deps),
    notesRoutes(deps),
  )
  return router
}
