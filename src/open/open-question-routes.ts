import { type Response, Router } from 'express'

import { TooManyRequestsError } from '../errors/index.ts'
import {
  grade,
  isComplete,
  nextOpenQuestion,
  parseAnswer,
  parseQuestion,
  questionPage,
  replyOf,
  replyQuery,
} from '../learning/index.ts'
import { createRateLimit } from '../runtime/index.ts'
import { listField } from '../web/index.ts'
import { leaveHelpNear, type OpenRoutesDeps, ticketOf } from './open-asked.ts'
import { openLesson } from './open-lesson.ts'
import { paths } from './paths.ts'
import { progressOf, type Ticket, writeTicket } from './ticket.ts'

// One person with one phone; a hall has as many runs as people.
const ANSWERS_A_MINUTE = { points: 120, windowS: 60, slotCount: 65_536 }

/** Graded here as everywhere; the ticket of the next address says what came of it. */
export function openQuestionRoutes(deps: OpenRoutesDeps): Router {
  const perRun = createRateLimit(ANSWERS_A_MINUTE)
  const router = Router()

  router.get('/:id/:ticket/quiz/:questionId', async (req, res) => {
    const ticket = ticketOf(deps, req.params)
    const question = parseQuestion(ticket.module, req.params.questionId)
    await show(deps, res, { ticket, question, reply: replyOf(question, req.query) })
  })
  router.post('/:id/:ticket/quiz/:questionId', async (req, res) => {
    const ticket = ticketOf(deps, req.params)
    const retryAfterS = await perRun.take(ticket.id)
    if (retryAfterS !== undefined) {
      throw new TooManyRequestsError('too-many-requests', { retryAfterS })
    }
    const question = parseQuestion(ticket.module, req.params.questionId)
    const { chosen, problem } = parseAnswer(question, listField(req.body, question.id))
    if (problem) {
      res.status(422)
      await show(deps, res, { ticket, question, reply: { chosen, problem } })
      return
    }
    const right = { ...ticket.right, [question.id]: grade(question, chosen) }
    const after = { ...ticket, right }
    await deps.counter.countIfFinished(after)
    const at = paths.run(writeTicket(after, deps.openRunMac))
    res.redirect(
      303,
      at.question(ticket.module, question.id, replyQuery(chosen, nextOf(after, question.id))),
    )
  })
  return router
}

function nextOf(ticket: Ticket, questionId: string) {
  const progress = progressOf(ticket)
  if (isComplete(ticket.module, progress)) return { done: { receipt: 'open' } }
  const nextQuestionId = nextOpenQuestion(ticket.module, progress, questionId)
  return nextQuestionId === undefined ? {} : { nextQuestionId }
}

interface Shown {
  readonly ticket: Ticket
  readonly question: ReturnType<typeof parseQuestion>
  readonly reply: ReturnType<typeof replyOf>
}

async function show(
  deps: OpenRoutesDeps,
  res: Response,
  { ticket, question, reply }: Shown,
): Promise<void> {
  await leaveHelpNear(deps, res, ticket.token)
  const position = ticket.module.questions.indexOf(question) + 1
  const title = deps.texts.t('learning.question.title', { position })
  const asked = { ...openLesson(deps, ticket), question }
  deps.renderPage(res, 'learning/question', questionPage(asked, title, reply))
}
