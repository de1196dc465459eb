import compression from 'compression'
import express, { type Express } from 'express'

import type { Dependencies } from './dependencies.ts'
import {
  csrfProtection,
  errorHandler,
  exitRoutes,
  formBody,
  healthRoutes,
  httpLog,
  notFound,
  requestContext,
  securityHeaders,
  uploadRoutes,
  visits,
} from './web/index.ts'

/** The whole HTTP surface. Neither listens nor reads the environment. */
export function createApp(deps: Dependencies): Express {
  const { lti, learning, config, assets } = deps
  const { publicUrl, trustProxy } = config.http
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', trustProxy)
  app.set('query parser', 'simple')
  // Pages are never kept, so nobody would ask whether one has changed; files have their own.
  app.set('etag', false)

  app.use(requestContext(deps))
  app.use(httpLog(deps))
  app.use(securityHeaders({ publicUrl, frameOrigins: lti.registry.frameOrigins }))
  app.use('/assets', compression(), assets.router)
  app.use('/media', compression(), learning.media)
  app.use('/health', healthRoutes(deps.storage.check))
  app.use('/lti', lti.router)
  app.use(deps.help.door, exitRoutes({ ...deps, visits: deps.storage.visits }))
  app.use('/api/v1', compression(), deps.api)
  app.use(deps.staff.door, deps.present.door, deps.adults.door)
  app.use(visits({ ...deps, visits: deps.storage.visits, platforms: lti.registry }))
  app.use(deps.staff.bar, deps.staff.guard, deps.help.nearby)
  app.use(deps.accountLimits.forms)
  app.use(['/schools/import', '/editing/upload'], uploadRoutes())
  app.use(formBody(), csrfProtection({ publicUrl, mac: deps.formMac }))
  app.use('/modules', deps.certificates.router, learning.router, deps.handouts.router)
  app.use('/links', deps.links)
  app.use('/review', deps.review)
  app.use(deps.staff.router)
  app.use('/present', deps.present.router)
  app.use('/sessions', deps.sessions.router)
  app.use(deps.help.router)
  app.use('/schools', deps.open.posters, deps.schools.router)
  app.use('/editing', deps.editing.router)
  app.use('/bindings', deps.queue)
  app.use('/platforms', deps.scores, deps.platforms)
  app.use('/periods', deps.requirements.router)
  app.use('/coverage', deps.open.counts, deps.coverage.router)
  app.use(notFound(), errorHandler(deps))
  return app
}
