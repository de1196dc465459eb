import { type Request, Router } from 'express'

import type { RenderPage } from './renderer.ts'
import type { Texts } from './texts.ts'
import type { VisitRepository } from './visit.ts'
import { type VisitCookie, visitIdOf } from './visit-cookie.ts'
import type { WebPages } from './web-pages.ts'

export interface ExitDeps {
  readonly texts: Texts
  readonly visits: Pick<VisitRepository, 'remove'>
  readonly visitCookie: VisitCookie
  readonly renderPage: RenderPage<WebPages>
}

/** The quick way out, for everybody: without a visit and without JavaScript. */
export function exitRoutes({ texts, visits, visitCookie, renderPage }: ExitDeps): Router {
  const router = Router()
  router.get('/exit', async (req, res) => {
    if (isOwnStep(req)) {
      const token = visitCookie.read(req)
      visitCookie.clear(res)
      if (token) await visits.remove(visitIdOf(token))
    }
    renderPage(res, 'help/exit', { title: texts.t('exit.title'), layout: 'bare' })
  })
  return router
}

const OWN_STEPS: readonly unknown[] = ['same-origin', 'none', undefined]

/**
 * Our link, the address typed, or a browser that does not say. A picture in a forum of the LMS that has this address
 * must not end the lessons of everybody who reads it: https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
 */
function isOwnStep(req: Request): boolean {
  return OWN_STEPS.includes(req.get('sec-fetch-site'))
}
