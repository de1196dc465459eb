import { type Response, Router } from 'express'

import { isComplete, parseStep, pathOf, resultPage, stepPage } from '../learning/index.ts'
import { createToken } from '../runtime/index.ts'
import type { School } from '../schools/index.ts'
import { formBody, listField } from '../web/index.ts'
import { openCoverPage } from './cover-page.ts'
import { openDonePage } from './done-page.ts'
import { isOpen, leaveHelpNear, openModule, type OpenRoutesDeps, ticketOf } from './open-asked.ts'
import { openLesson } from './open-lesson.ts'
import { openQuestionRoutes } from './open-question-routes.ts'
import type { OpenRunId } from './open-run.ts'
import { paths } from './paths.ts'
import type { PublicTokenText } from './public-token.ts'
import { placeOf, progressOf, type Ticket, writeTicket } from './ticket.ts'

const ID_LENGTH = 22

/**
 * `/open…`: modules for parents, ahead of every visit. No cookie is read or set, so a form has nobody's rights to
 * protect; what it needs is the signed ticket in its address.
 */
export function openRoutes(deps: OpenRoutesDeps): Router {
  const { renderPage, clock } = deps
  const router = Router()
  router.use(formBody())

  router.get('/:id', async (req, res) => {
    const module = openModule(deps.catalogue, req.params.id)
    const token = tokenOf(req.query)
    const school = await schoolOf(deps, token)
    await leaveHelpNear(deps, res, token)
    renderPage(res, 'open/cover', openCoverPage(module, { school, token: school && token }))
  })
  router.get('/:id/start', (req, res) => {
    const module = openModule(deps.catalogue, req.params.id)
    const token = tokenOf(req.query)
    const id = createToken().slice(0, ID_LENGTH) as OpenRunId
    const ticket = { module, id, startedAt: clock.now(), doneSteps: [], right: {} }
    goOn(deps, res, token ? { ...ticket, token } : ticket)
  })
  router.use(stepRoutes(deps), openQuestionRoutes(deps), endRoutes(deps))
  return router
}

function stepRoutes(deps: OpenRoutesDeps): Router {
  const router = Router()
  router.get('/:id/:ticket/steps/:position', async (req, res) => {
    const ticket = ticketOf(deps, req.params)
    await leaveHelpNear(deps, res, ticket.token)
    const [page] = listField(req.query, 'page')
    const asked = parseStep(ticket.module, req.params.position, page)
    const place = { ...openLesson(deps, ticket), ...asked }
    deps.renderPage(
      res,
      'learning/step',
      stepPage(place, (name) => listField(req.query, name)),
    )
  })
  router.get('/:id/:ticket/resume', (req, res) => {
    goOn(deps, res, ticketOf(deps, req.params))
  })
  return router
}

function endRoutes(deps: OpenRoutesDeps): Router {
  const { texts, renderPage } = deps
  const router = Router()
  router.get('/:id/:ticket/result', async (req, res) => {
    const ticket = ticketOf(deps, req.params)
    await leaveHelpNear(deps, res, ticket.token)
    const lesson = openLesson(deps, ticket)
    renderPage(res, 'learning/result', resultPage(lesson, texts, listField(req.query, 'again')))
  })
  router.post('/:id/:ticket/finish', async (req, res) => {
    const ticket = ticketOf(deps, req.params)
    await deps.counter.countIfFinished(ticket)
    goOn(deps, res, ticket)
  })
  router.get('/:id/:ticket/done', async (req, res) => {
    const ticket = ticketOf(deps, req.params)
    const { module, token } = ticket
    if (!isComplete(module, progressOf(ticket))) {
      goOn(deps, res, ticket)
      return
    }
    const school = await schoolOf(deps, token)
    await leaveHelpNear(deps, res, token)
    const taught = school && (await deps.findTaught(school))
    const others = deps.catalogue.list().filter((one) => isOpen(one) && one.id !== module.id)
    const done = { module, others, token: school && token, school, taught }
    renderPage(res, 'open/done', openDonePage(done, texts))
  })
  return router
}

function goOn({ openRunMac }: OpenRoutesDeps, res: Response, ticket: Ticket): void {
  const at = paths.run(writeTicket(ticket, openRunMac))
  res.redirect(303, pathOf(ticket.module, placeOf(ticket), at))
}

const TOKEN = /^[2-9a-z]{8}$/

function tokenOf(query: unknown): PublicTokenText | undefined {
  const [given = ''] = listField(query, 's')
  const token = given.toLowerCase()
  return TOKEN.test(token) ? (token as PublicTokenText) : undefined
}

async function schoolOf(
  { schoolOfToken, directory }: OpenRoutesDeps,
  token: PublicTokenText | undefined,
): Promise<School | undefined> {
  const id = await schoolOfToken(token)
  return id && directory.byId(id)
}
