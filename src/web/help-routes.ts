import { type Request, Router } from 'express'

import { textField } from './form-body.ts'
import type { RenderPage } from './renderer.ts'
import type { Texts } from './texts.ts'
import type { VisitRepository } from './visit.ts'
import { type VisitCookie, visitIdOf } from './visit-cookie.ts'
import type { WebPages } from './web-pages.ts'

export interface HelpDeps {
  readonly texts: Texts
  readonly visits: Pick<VisitRepository, 'remove'>
  readonly visitCookie: VisitCookie
  readonly renderPage: RenderPage<WebPages>
}

/** Help and the quick way out, for everybody: both work without a visit and without JavaScript. */
export function helpRoutes({ texts, visits, visitCookie, renderPage }: HelpDeps): Router {
  const router = Router()

  router.get('/help', (req, res) => {
    const backUrl = ownPath(textField(req.query, 'from', 2000))
    renderPage(res, 'help/help', { title: texts.t('help.title'), ...(backUrl && { backUrl }) })
  })

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

const HERE = 'http://here.invalid'

/** Nobody may make our help page lead to another host. */
function ownPath(from = ''): string | undefined {
  if (!from.startsWith('/') || !URL.canParse(from, HERE)) return undefined
  const { origin, pathname, search } = new URL(from, HERE)
  const path = `${pathname}${search}`
  return origin === HERE && !path.startsWith('//') ? path : undefined
}
