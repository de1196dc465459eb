import { type Response, Router } from 'express'

import { currentVisit, listField, type RenderPage } from '../web/index.ts'
import { type CompletionRecorder, leavesFact } from './completion-recorder.ts'
import { coverPage } from './cover-page.ts'
import { donePage } from './done-page.ts'
import type { LearningPages } from './learning-pages.ts'
import type { LearningService } from './learning-service.ts'
import type { LessonOf } from './lesson-finder.ts'
import { listRoutes, type ListRoutesDeps } from './list-routes.ts'
import { pathOf, paths } from './paths.ts'
import { questionRoutes } from './question-routes.ts'
import type { Resources } from './resources/index.ts'
import { resourceRoutes, type ResourceRoutesDeps } from './resources/resource-routes.ts'
import { resultPage } from './result-page.ts'
import { stepRoutes } from './step-routes.ts'
import { teacherPage } from './teacher-page.ts'

export interface LessonRoutesDeps extends Pick<
  ListRoutesDeps,
  'texts' | 'renderPage' | 'mayPresent'
> {
  readonly lessonOf: LessonOf
  readonly resources: Pick<Resources, 'ofModule'>
  /** Whether this person keeps the department's links. */
  readonly mayKeepResources: (res: Response) => Promise<boolean>
  readonly service: LearningService
  readonly recorder: CompletionRecorder
  /** For pages without a form, and for learners, who have no bar. */
  readonly renderShared: RenderPage<LearningPages>
}

export type LearningRoutesDeps = LessonRoutesDeps & ListRoutesDeps & ResourceRoutesDeps

/** `/modules…`: every page is drawn from its address and the content; only posts, `resume` and the list ask the store. */
export function learningRoutes(deps: LearningRoutesDeps): Router {
  const router = Router()
  router.use(listRoutes(deps), resourceRoutes(deps), lessonRoutes(deps))
  return router
}

/** One module, wherever its pages are mounted. */
export function lessonRoutes(deps: LessonRoutesDeps): Router {
  const { texts, renderPage, renderShared } = deps
  const router = Router()

  router.get('/:id', async (req, res) => {
    const { visit, module } = await deps.lessonOf(currentVisit(res), req.params.id)
    if (visit.role === 'learner') {
      renderShared(res, 'learning/cover', coverPage({ visit, module }, texts))
      return
    }
    const facts = {
      mayPresent: await deps.mayPresent(res),
      mayKeepResources: await deps.mayKeepResources(res),
      resources: await deps.resources.ofModule(module.id),
    }
    renderPage(res, 'learning/teacher', teacherPage(module, texts, facts))
  })
  router.get('/:id/resume', async (req, res) => {
    const { visit, module } = await deps.lessonOf(currentVisit(res), req.params.id)
    res.redirect(303, pathOf(module, await deps.service.resume(visit, module)))
  })
  router.use(stepRoutes(deps), questionRoutes(deps))
  router.use(endRoutes(deps))
  return router
}

function endRoutes(deps: LessonRoutesDeps): Router {
  const { texts, renderPage } = deps
  const router = Router()

  router.get('/:id/result', async (req, res) => {
    const lesson = await deps.lessonOf(currentVisit(res), req.params.id)
    renderPage(res, 'learning/result', resultPage(lesson, texts, listField(req.query, 'again')))
  })
  router.post('/:id/finish', async (req, res) => {
    const { visit, module } = await deps.lessonOf(currentVisit(res), req.params.id)
    res.redirect(303, pathOf(module, await deps.service.finish(visit, module)))
  })
  router.get('/:id/done', async (req, res) => {
    const lesson = await deps.lessonOf(currentVisit(res), req.params.id)
    const { visit, module } = lesson
    const [receipt = ''] = listField(req.query, 'receipt')
    const isCompleted = deps.recorder.isReceipt(visit, module, receipt)
    if (isCompleted || !leavesFact(visit, module)) {
      const resources = await deps.resources.ofModule(module.id)
      renderPage(res, 'learning/done', donePage(lesson, texts, { isCompleted, resources }))
    } else res.redirect(303, paths.resume(module))
  })
  return router
}
