import { type Request, type Response, Router } from 'express'

import type { Catalogue, Module } from '../catalogue/index.ts'
import { gradesOf } from '../learning/index.ts'
import type { ChosenLink, DeepLinking } from '../lti/index.ts'
import {
  allowFormAction,
  currentVisit,
  type RenderPage,
  textField,
  type Texts,
} from '../web/index.ts'
import type { EntryPages } from './entry-pages.ts'
import { judgeLinks, type LinksAsked, type Mode, parseLinks } from './links-asked.ts'
import { linksPage } from './links-page.ts'
import { linksPreviewPage } from './links-preview-page.ts'
import { linksOf, type LinksVisit } from './links-task.ts'
import { paths } from './paths.ts'

export interface LinksRoutesDeps {
  readonly catalogue: Catalogue
  readonly lti: DeepLinking
  readonly texts: Texts
  readonly renderPage: RenderPage<EntryPages>
}

const LONGEST_ID = 40
const UNPROCESSABLE = 422

/** `/links`: a teacher chooses modules for the course in which the LMS asked for them. */
export function linksRoutes(deps: LinksRoutesDeps): Router {
  const { catalogue, texts, renderPage } = deps
  const router = Router()
  router.get('/', (req, res) => {
    const { task } = linksOf(currentVisit(res))
    const facts = { catalogue: catalogue.list(), asked: parseLinks(req.query), task }
    renderPage(res, 'entry/links', linksPage(facts, texts))
  })
  router.get('/preview/:id', (req, res) => {
    const { task } = linksOf(currentVisit(res))
    const facts = { module: catalogue.get(req.params.id), asked: parseLinks(req.query), task }
    renderPage(res, 'entry/links-preview', linksPreviewPage(facts, texts))
  })
  router.post('/', (req, res) => press(deps, req, res))
  return router
}

/** One form, whose buttons say what is meant: to see other modules, to look at one, to go without any, to add. */
async function press(deps: LinksRoutesDeps, req: Request, res: Response): Promise<void> {
  const visit = linksOf(currentVisit(res))
  const asked = parseLinks(req.body)
  const previewed = textField(req.body, 'preview', LONGEST_ID)
  if (textField(req.body, 'filter', 1)) res.redirect(303, paths.links(asked))
  else if (previewed) res.redirect(303, paths.preview(encodeURIComponent(previewed), asked))
  else if (textField(req.body, 'cancel', 1)) await answer(deps, res, { ...visit, links: [] })
  else await add(deps, res, { visit, asked })
}

interface Added {
  readonly visit: LinksVisit
  readonly asked: LinksAsked
}

async function add(deps: LinksRoutesDeps, res: Response, { visit, asked }: Added): Promise<void> {
  const { catalogue, texts } = deps
  const { modules, problem } = judgeLinks(asked, catalogue, visit.task)
  if (!problem) {
    const links = modules.map((module) => toLink(module, asked.mode, texts))
    await answer(deps, res, { ...visit, links })
    return
  }
  const facts = { catalogue: catalogue.list(), asked, task: visit.task, problem }
  deps.renderPage(res.status(UNPROCESSABLE), 'entry/links', linksPage(facts, texts))
}

function toLink(module: Module, mode: Mode, texts: Texts): ChosenLink {
  const title = module.title.vi
  return {
    module: module.id,
    mode,
    title: mode === 'present' ? texts.t('entry.links.presentTitle', { title }) : title,
    text: `${gradesOf(module, texts)} · ${texts.t('learning.minutes', { minutes: module.minutes })}`,
  }
}

interface Answer extends LinksVisit {
  readonly links: readonly ChosenLink[]
}

/** Our own form: the platform’s address is the only foreign one that it may go to. */
async function answer(
  deps: LinksRoutesDeps,
  res: Response,
  { task, origin, links }: Answer,
): Promise<void> {
  const { registrationId, deploymentId } = origin
  const form = await deps.lti.deepLinkingResponse({
    registrationId,
    deploymentId,
    settings: task,
    links,
  })
  allowFormAction(res, ...form.origins)
  deps.renderPage(res, 'entry/links-return', {
    title: deps.texts.t(links.length > 0 ? 'entry.links.sending' : 'entry.links.sendingNone'),
    styles: ['links.css'],
    action: form.action,
    jwt: form.jwt,
    titles: links.map(({ title }) => title),
    backUrl: paths.links(),
  })
}
