import { type Response, Router } from 'express'

import type { Question } from '../catalogue/index.ts'
import { currentVisit, listField, type RenderPage, type Texts, type Visit } from '../web/index.ts'
import type { LearningPages } from './learning-pages.ts'
import { parseAnswer, parseQuestion } from './learning-schema.ts'
import type { LearningService } from './learning-service.ts'
import type { LessonOf } from './lesson-finder.ts'
import type { VisitedLesson } from './lesson-frame.ts'
import { paths } from './paths.ts'
import { type Asked, questionPage, type Reply } from './question-page.ts'
import { replyOf, replyQuery } from './question-reply.ts'

interface QuestionRoutesDeps {
  readonly lessonOf: LessonOf
  readonly service: LearningService
  readonly texts: Texts
  readonly renderPage: RenderPage<LearningPages>
}

export function questionRoutes(deps: QuestionRoutesDeps): Router {
  const router = Router()

  router.get('/:id/quiz/:questionId', async (req, res) => {
    const asked = await askedQuestion(deps, req.params, currentVisit(res))
    showQuestion(deps, res, { asked, reply: replyOf(asked.question, req.query) })
  })
  router.post('/:id/quiz/:questionId', async (req, res) => {
    const asked = await askedQuestion(deps, req.params, currentVisit(res))
    const { visit, module, question } = asked
    const { chosen, problem } = parseAnswer(question, listField(req.body, question.id))
    if (problem) {
      res.status(422)
      showQuestion(deps, res, { asked, reply: { chosen, problem } })
      return
    }
    const answered = await deps.service.answer(visit, module, { question, chosen })
    res.redirect(303, paths.question(module, question.id, replyQuery(chosen, answered)))
  })
  return router
}

interface QuestionParams {
  readonly id: string
  readonly questionId: string
}

async function askedQuestion(
  deps: QuestionRoutesDeps,
  params: QuestionParams,
  visit: Visit,
): Promise<VisitedLesson & { readonly question: Question }> {
  const lesson = await deps.lessonOf(visit, params.id)
  return { ...lesson, question: parseQuestion(lesson.module, params.questionId) }
}

interface Shown {
  readonly asked: Asked
  readonly reply: Reply
}

function showQuestion(deps: QuestionRoutesDeps, res: Response, { asked, reply }: Shown): void {
  const position = asked.module.questions.indexOf(asked.question) + 1
  const title = deps.texts.t('learning.question.title', { position })
  deps.renderPage(res, 'learning/question', questionPage(asked, title, reply))
}
