import type { Request, RequestHandler } from 'express'

import type { Clock } from '../runtime/index.ts'

/**
 * One line an answer: method, route pattern, status, time. Never the address itself: it may hold a code or an answer,
 * and a row of addresses would be a child's click-stream (architecture §5).
 */
export function httpLog({ clock }: { readonly clock: Clock }): RequestHandler {
  return (req, res, next) => {
    const startedMs = clock.now().getTime()
    res.on('finish', () => {
      const tookMs = clock.now().getTime() - startedMs
      const facts = { method: req.method, route: routeOf(req), status: res.statusCode, tookMs }
      res.locals.logger?.info(facts, 'answered')
    })
    next()
  }
}

function routeOf(req: Request): string {
  const route = req.route as { readonly path?: unknown } | undefined
  return typeof route?.path === 'string' ? `${req.baseUrl}${route.path}` : 'none'
}
