import compression from 'compression'
import express, { type Express } from 'express'

import type { Dependencies } from './dependencies.ts'
import {
  csrfProtection,
  errorHandler,
  formBody,
  healthRoutes,
  helpRoutes,
  httpLog,
  notFound,
  requestContext,
  securityHeaders,
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

  app.use(requestContext(deps))
  app.use(httpLog(deps))
  app.use(securityHeaders({ publicUrl, frameOrigins: lti.registry.frameOrigins }))
  app.use(compression())
  app.use('/assets', assets.router)
  app.use('/media', learning.media)
  app.use('/health', healthRoutes(deps.storage.lti.registrations.version))
  app.use('/lti', lti.router)
  app.use(helpRoutes({ ...deps, visits: deps.storage.visits }))
  app.use(visits({ ...deps, visits: deps.storage.visits }))
  app.use(formBody(), csrfProtection({ publicUrl, mac: deps.formMac }))
  app.use('/modules', learning.router)
  app.use(notFound(), errorHandler(deps))
  return app
}
