import { Router } from 'express'

import type { Catalogue, Module } from '../catalogue/index.ts'
import { currentVisit, type LearnerKey, type RenderPage, type Texts } from '../web/index.ts'
import type { EntryPages } from './entry-pages.ts'
import { reviewOf } from './links-task.ts'
import { reviewPage } from './review-page.ts'

export interface ReviewRoutesDeps {
  readonly catalogue: Catalogue
  readonly learning: {
    isCompleted(learnerKey: LearnerKey, module: Module): Promise<boolean>
  }
  readonly texts: Texts
  readonly renderPage: RenderPage<EntryPages>
}

/** `/review`: what an LMS opens from a cell of its gradebook. The visit says of whom and of what, never the address. */
export function reviewRoutes({ catalogue, learning, texts, renderPage }: ReviewRoutesDeps): Router {
  const router = Router()
  router.get('/', async (_req, res) => {
    const visit = currentVisit(res)
    const { learnerKey, moduleId } = reviewOf(visit)
    const module = moduleId === undefined ? undefined : catalogue.get(moduleId)
    const isDone = module !== undefined && (await learning.isCompleted(learnerKey, module))
    renderPage(res, 'entry/review', reviewPage({ role: visit.role, module, isDone }, texts))
  })
  return router
}
