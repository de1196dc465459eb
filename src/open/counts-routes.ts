import { type Response, Router } from 'express'

import type { Catalogue } from '../catalogue/index.ts'
import { shownPeriod } from '../coverage/index.ts'
import { NotFoundError } from '../errors/index.ts'
import type { PeriodRepository } from '../requirements/index.ts'
import { type Clock, dayOf } from '../runtime/index.ts'
import type { Allow } from '../staff/index.ts'
import { type RenderPage, textField, type Texts } from '../web/index.ts'
import { type CountsFacts, countsPage } from './counts-page.ts'
import { countsWorkbook } from './counts-workbook.ts'
import type { OpenPages } from './open-pages.ts'
import type { OpenRunRepository } from './open-run.ts'

export interface CountsRoutesDeps {
  readonly catalogue: Pick<Catalogue, 'list'>
  readonly openRuns: Pick<OpenRunRepository, 'countOfDays'>
  readonly periods: Pick<PeriodRepository, 'list'>
  readonly allow: Allow
  readonly clock: Clock
  readonly texts: Texts
  readonly renderPage: RenderPage<OpenPages>
}

const LONGEST = 200
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** `/coverage/parents`: runs of open modules in the whole province, for whoever may read all of it. */
export function countsRoutes(deps: CountsRoutesDeps): Router {
  const { texts, renderPage } = deps
  const router = Router()
  router.get('/parents', async (req, res) => {
    renderPage(res, 'open/counts', countsPage(await factsOf(deps, req.query, res), texts))
  })
  router.get('/parents.xlsx', async (req, res) => {
    const facts = await factsOf(deps, req.query, res)
    const book = await countsWorkbook(facts, texts)
    res.attachment(`cha-me-${facts.period.id}.xlsx`).type(XLSX)
    res.send(Buffer.from(book))
  })
  return router
}

/** @throws VisitExpiredError, ForbiddenError('not-allowed'), NotFoundError('period-not-found') */
async function factsOf(
  deps: CountsRoutesDeps,
  query: unknown,
  res: Response,
): Promise<CountsFacts> {
  const { allow, catalogue, openRuns, clock } = deps
  await allow(res, 'open-run.count', {})
  const periods = await deps.periods.list()
  const asked = textField(query, 'period', LONGEST)
  const period = asked
    ? periods.find(({ id }) => id === asked)
    : shownPeriod(periods, dayOf(clock.now()))
  if (!period) throw new NotFoundError('period-not-found', { ...(asked && { id: asked }) })
  const { from, to } = period
  return {
    period,
    periods,
    modules: catalogue.list().filter(({ audience }) => audience === 'parents'),
    counts: await openRuns.countOfDays({ from, to }),
  }
}
