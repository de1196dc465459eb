import { type Request, Router } from 'express'

import type { Clock } from '../runtime/index.ts'
import type { SchoolId } from '../schools/index.ts'
import {
  type HelpLines,
  type RenderPage,
  textField,
  type Texts,
  type VisitCookie,
  visitIdOf,
  type VisitRepository,
} from '../web/index.ts'
import type { HelpBook } from './help-book.ts'
import { helpPage } from './help-page.ts'
import type { HelpPages } from './help-pages.ts'
import { inTime } from './in-time.ts'
import type { SchoolOfVisit } from './school-of-visit.ts'

export interface HelpRoutesDeps {
  readonly book: Pick<HelpBook, 'near'>
  readonly helpLines: HelpLines
  readonly visits: Pick<VisitRepository, 'find'>
  readonly visitCookie: VisitCookie
  /** The school of the course or of the account. */
  readonly schoolOfVisit: SchoolOfVisit
  readonly clock: Clock
  readonly texts: Texts
  readonly renderPage: RenderPage<HelpPages>
}

/** `/help`, for everybody: without a visit, without JavaScript, and while the store is down. */
export function helpRoutes(deps: HelpRoutesDeps): Router {
  const router = Router()
  router.get('/help', async (req, res) => {
    const backUrl = ownPath(textField(req.query, 'from', 2000))
    const near = deps.book.near(await schoolOf(deps, req))
    res.locals.helpNear = near
    const asked = { near, lines: deps.helpLines.all(), backUrl }
    deps.renderPage(res, 'help/help', helpPage(asked, deps.texts))
  })
  return router
}

/** Help that is for everybody is shown whether or not somebody can tell the school. */
function schoolOf(deps: HelpRoutesDeps, req: Request): Promise<SchoolId | undefined> {
  const token = deps.visitCookie.read(req)
  return token ? inTime(lookUp(deps, token)) : Promise.resolve(undefined)
}

async function lookUp(deps: HelpRoutesDeps, token: string): Promise<SchoolId | undefined> {
  const visit = await deps.visits.find(visitIdOf(token), deps.clock.now())
  return visit && deps.schoolOfVisit({ locals: { visit } })
}

const HERE = 'http://here.invalid'

/** Nobody may make our help page lead to another host. */
function ownPath(from = ''): string | undefined {
  if (!from.startsWith('/') || !URL.canParse(from, HERE)) return undefined
  const { origin, pathname, search } = new URL(from, HERE)
  const path = `${pathname}${search}`
  return origin === HERE && !path.startsWith('//') ? path : undefined
}
