import { fileURLToPath } from 'node:url'

import ejs from 'ejs'
import express, { type Express, type RequestHandler, type Response, Router } from 'express'

import { launchRoutes } from './launch-routes.ts'
import { linkRoutes } from './link-routes.ts'
import type { Lms } from './lms.ts'
import { pageRoutes } from './page-routes.ts'
import { refuse } from './pages.ts'
import { registrationRoutes } from './registration-routes.ts'
import { serviceRoutes } from './service-routes.ts'
import { tokenRoutes } from './token-routes.ts'
import { toolPageRoutes } from './tool-page-routes.ts'
import { paths } from './urls.ts'

const inThisFolder = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export function createLmsApp(lms: Lms): Express {
  const app = express()
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple')
  app.engine('ejs', renderTemplate)
  app.set('view engine', 'ejs').set('views', inThisFolder('./views'))
  app.use(pageHeaders)
  app.use('/assets', express.static(inThisFolder('./assets')))
  const routes = lmsRoutes(lms)
  app.use((req, res) => {
    routes(req, res, (error?: unknown) => answerUnserved(res, error))
  })
  return app
}

function lmsRoutes(lms: Lms): Router {
  const routes = Router()
  routes.get(paths.jwks, countKeyFetch(lms), lms.faults.gate('jwks'), (_req, res) => {
    res.json({ keys: [lms.state.key.publicJwk] })
  })
  routes.use(tokenRoutes(lms))
  routes.use(paths.services, serviceRoutes(lms))
  routes.use(registrationRoutes(lms))
  routes.use(launchRoutes(lms))
  routes.use(linkRoutes(lms))
  routes.use(pageRoutes(lms))
  routes.use(toolPageRoutes(lms))
  return routes
}

type TemplateEngine = Parameters<Express['engine']>[1]

const renderTemplate: TemplateEngine = (file, data, done) => {
  ejs.renderFile(file, data).then((html) => done(null, html), done)
}

/** Everything comes from this host but the framed tool, which may live anywhere. */
const pageHeaders: RequestHandler = (_req, res, next) => {
  res.set({
    'Content-Security-Policy':
      "default-src 'self'; frame-src *; base-uri 'none'; object-src 'none'; frame-ancestors 'self'",
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  })
  next()
}

function countKeyFetch(lms: Lms): RequestHandler {
  return (_req, _res, next) => {
    lms.state.counters.jwksFetches += 1
    next()
  }
}

function answerUnserved(res: Response, error: unknown): void {
  const status = statusOf(error)
  if (status === 500) console.error('demo LMS:', error)
  if (res.headersSent) res.destroy()
  else if (status === 404) refuse(res, status, 'Hệ thống demo không có trang này.')
  else refuse(res, status, 'Yêu cầu không đọc được.')
}

/** Express marks what the client did wrong with a status; anything else is this program's fault. */
function statusOf(error: unknown): number {
  if (error === undefined) return 404
  const marked = error instanceof Error && 'status' in error ? Number(error.status) : 500
  return marked >= 400 && marked < 500 ? marked : 500
}
