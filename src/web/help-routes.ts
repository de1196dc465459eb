import { Router } from 'express'

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
    const token = visitCookie.read(req)
    visitCookie.clear(res)
    if (token) await visits.remove(visitIdOf(token))
    renderPage(res, 'help/exit', { title: texts.t('exit.title'), layout: 'bare' })
  })

  return router
}

const HERE = 'http://here.invalid'

/** Nobody may make our help page lead to another host. */
function ownPath(from = ''): string | undefined {
  if (!from.startsWith('/') || !URL.canParse(from, HERE)) return undefined
  const { origin, pathname, search } = new URL(from, HERE)
  const path = `${pathname}${search}`
  return origin === HERE && !path.startsWith('//') ? path : undefined
}
