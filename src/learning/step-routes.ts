import { type Request, Router } from 'express'

import { currentVisit, listField, type RenderPage } from '../web/index.ts'
import type { LearningPages } from './learning-pages.ts'
import { parseStep } from './learning-schema.ts'
import type { LearningService } from './learning-service.ts'
import type { LessonOf } from './lesson-finder.ts'
import { pathOf } from './paths.ts'
import { stepPage } from './step-page.ts'

interface StepRoutesDeps {
  readonly lessonOf: LessonOf
  readonly service: LearningService
  readonly renderPage: RenderPage<LearningPages>
}

export function stepRoutes(deps: StepRoutesDeps): Router {
  const router = Router()

  router.get('/:id/steps/:position', async (req, res) => {
    const lesson = await deps.lessonOf(currentVisit(res), req.params.id)
    const asked = parseStep(lesson.module, req.params.position, pageOf(req))
    const page = stepPage({ ...lesson, ...asked }, (name) => listField(req.query, name))
    deps.renderPage(res, 'learning/step', page)
  })
  router.post('/:id/steps/:position', async (req, res) => {
    const { visit, module } = await deps.lessonOf(currentVisit(res), req.params.id)
    const { step } = parseStep(module, req.params.position, undefined)
    res.redirect(303, pathOf(module, await deps.service.leaveStep(visit, module, step)))
  })
  return router
}

function pageOf(req: Request): string | undefined {
  return listField(req.query, 'page')[0]
}
