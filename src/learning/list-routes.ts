import { type Request, type Response, Router } from 'express'

import type { Catalogue, Module } from '../catalogue/index.ts'
import { currentVisit, type RenderPage, type Texts, type VisitOrigin } from '../web/index.ts'
import type { LearningPages } from './learning-pages.ts'
import {
  learnerListPage,
  likeliestOf,
  type List,
  type OfferedRun,
  staffListPage,
} from './list-page.ts'
import { parseFilters } from './module-filters.ts'

export interface ListRoutesDeps {
  readonly catalogue: Pick<Catalogue, 'list'>
  readonly texts: Texts
  readonly renderPage: RenderPage<LearningPages>
  /** Whether this person of the staff may show a module to a class. */
  readonly mayPresent: (res: Response) => Promise<boolean>
  /** What one press needs to open the projector; undefined where something is to be read or chosen first. */
  readonly offerRun: (res: Response, module: Module) => Promise<OfferedRun | undefined>
  /** What the department picked for the period that is open. */
  readonly findPick: () => Promise<List['pick']>
  /** Grades that the pupil's school teaches; none where no school is known. */
  readonly gradesAtSchool: (origin: VisitOrigin | undefined) => Promise<readonly number[]>
}

/** `/modules`: what there is, filtered as its address says. */
export function listRoutes(deps: ListRoutesDeps): Router {
  const router = Router()
  router.get('/', (req, res) => showList(deps, req, res))
  return router
}

async function showList(deps: ListRoutesDeps, req: Request, res: Response): Promise<void> {
  const { catalogue, texts, renderPage } = deps
  const visit = currentVisit(res)
  const pick = await deps.findPick()
  const list = { modules: catalogue.list(), filters: parseFilters(req.query), pick }
  const page =
    visit.role === 'staff'
      ? staffListPage({ ...list, ...(await presentingOf(deps, res, list)) }, texts)
      : learnerListPage({ ...list, schoolGrades: await deps.gradesAtSchool(visit.origin) }, texts)
  renderPage(res, 'learning/list', page)
}

async function presentingOf({ mayPresent, offerRun }: ListRoutesDeps, res: Response, list: List) {
  const may = await mayPresent(res)
  const module = may ? likeliestOf(list) : undefined
  const run = module && (await offerRun(res, module))
  return { mayPresent: may, ...(run && { offered: { moduleId: module.id, run } }) }
}
