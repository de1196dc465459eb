import { setTimeout as wait } from 'node:timers/promises'

import { type Request, Router } from 'express'

import type { Clock } from '../runtime/index.ts'
import type { SchoolId } from '../schools/index.ts'
import {
  type HelpLines,
  type RenderPage,
  textField,
  type Texts,
  type Visit,
  type VisitCookie,
  visitIdOf,
  type VisitRepository,
} from '../web/index.ts'
import type { HelpBook } from './help-book.ts'
import { helpPage } from './help-page.ts'
import type { HelpPages } from './help-pages.ts'

export interface HelpRoutesDeps {
  readonly book: Pick<HelpBook, 'at'>
  readonly helpLines: HelpLines
  readonly visits: Pick<VisitRepository, 'find'>
  readonly visitCookie: VisitCookie
  /** The school of the course or of the account. */
  readonly schoolOfVisit: (visit: Visit) => Promise<SchoolId | undefined>
  readonly clock: Clock
  readonly texts: Texts
  readonly renderPage: RenderPage<HelpPages>
}

// A child does not wait for a store that hangs.
const LONGEST_WAIT_MS = 1500

/** `/help`, for everybody: without a visit, without JavaScript, and while the store is down. */
export function helpRoutes(deps: HelpRoutesDeps): Router {
  const router = Router()
  router.get('/help', async (req, res) => {
    const backUrl = ownPath(textField(req.query, 'from', 2000))
    const place = deps.book.at(await schoolOf(deps, req))
    const asked = { ...place, lines: deps.helpLines.all(), backUrl }
    deps.renderPage(res, 'help/help', helpPage(asked, deps.texts))
  })
  return router
}

/** Undefined where nobody can tell in time; help that is for everybody is shown all the same. */
async function schoolOf(deps: HelpRoutesDeps, req: Request): Promise<SchoolId | undefined> {
  const token = deps.visitCookie.read(req)
  if (!token) return undefined
  const giveUp = new AbortController()
  const late = wait(LONGEST_WAIT_MS, undefined, { signal: giveUp.signal }).catch(() => undefined)
  const found = lookUp(deps, token).catch(() => undefined)
  try {
    return await Promise.race([found, late])
  } finally {
    giveUp.abort()
  }
}

async function lookUp(deps: HelpRoutesDeps, token: string): Promise<SchoolId | undefined> {
  const visit = await deps.visits.find(visitIdOf(token), deps.clock.now())
  return visit && deps.schoolOfVisit(visit)
}

const HERE = 'http://here.invalid'

/** Nobody may make our help page lead to another host. */
function ownPath(from = ''): string | undefined {
  if (!from.startsWith('/') || !URL.canParse(from, HERE)) return undefined
  const { origin, pathname, search } = new URL(from, HERE)
  const path = `${pathname}${search}`
  return origin === HERE && !path.startsWith('//') ? path : undefined
}
