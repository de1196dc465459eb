import { type Request, type Response, Router } from 'express'

import { ConflictError, MalformedRequestError } from '../errors/index.ts'
import { type RenderPage, textField, type Texts } from '../web/index.ts'
import { parseCalendar } from './calendar.ts'
import { periodPaths } from './paths.ts'
import type { PeriodPages } from './period-pages.ts'
import { parseProgramme } from './programme.ts'
import type { RuleBook } from './rule-book.ts'
import { type RefusedForm, rulesPage } from './rules-page.ts'

export interface RuleRoutesDeps {
  readonly ruleBook: RuleBook
  /** @throws ForbiddenError unless this person manages periods; tells who it is */
  readonly allowManaging: (res: Response) => Promise<{ readonly accountId?: string }>
  readonly texts: Texts
  readonly renderPage: RenderPage<PeriodPages>
}

const LONGEST = 4000

/** `/periods/rules`: programmes and calendars. */
export function ruleRoutes(deps: RuleRoutesDeps): Router {
  const router = Router()
  router.get('/rules', async (_req, res) => {
    await deps.allowManaging(res)
    await showRules(deps, res)
  })
  router.post('/rules/programme', (req, res) => saveProgramme(deps, req, res))
  router.post('/rules/calendar', (req, res) => saveCalendar(deps, req, res))
  return router
}

async function showRules(
  { ruleBook, texts, renderPage }: RuleRoutesDeps,
  res: Response,
  refused?: RefusedForm,
): Promise<void> {
  renderPage(res, 'requirements/rules', rulesPage(await ruleBook.list(), texts, refused))
}

async function saveProgramme(deps: RuleRoutesDeps, req: Request, res: Response): Promise<void> {
  await deps.allowManaging(res)
  const key = read(req, 'key')
  const draft = {
    id: key || read(req, 'id').trim(),
    name: read(req, 'name'),
    legalBasis: read(req, 'legalBasis'),
    addressee: read(req, 'addressee'),
    from: read(req, 'from'),
    to: read(req, 'to'),
  }
  const parsed = parseProgramme(draft)
  if ('problems' in parsed) {
    await refuse(deps, res, { kind: 'programme', key, draft, problems: parsed.problems })
    return
  }
  const revision = revisionOf(req)
  const saved = deps.ruleBook.saveProgramme({ ...parsed.programme, revision })
  await finish(deps, res, { saved, form: { kind: 'programme', key, draft, problems: [] } })
}

async function saveCalendar(deps: RuleRoutesDeps, req: Request, res: Response): Promise<void> {
  await deps.allowManaging(res)
  const key = read(req, 'key')
  const draft = {
    id: key || read(req, 'id').trim(),
    name: read(req, 'name'),
    basis: read(req, 'basis'),
    ranges: read(req, 'ranges'),
    isConfirmed: read(req, 'isConfirmed') !== '',
  }
  const parsed = parseCalendar(draft)
  if ('problems' in parsed) {
    await refuse(deps, res, { kind: 'calendar', key, draft, problems: parsed.problems })
    return
  }
  const revision = revisionOf(req)
  const saved = deps.ruleBook.saveCalendar({ ...parsed.calendar, revision })
  await finish(deps, res, { saved, form: { kind: 'calendar', key, draft, problems: [] } })
}

interface Sent extends Omit<RefusedForm, 'problems'> {
  readonly problems: readonly {
    readonly field: string
    readonly code: string
    readonly line?: number
  }[]
}

async function refuse(deps: RuleRoutesDeps, res: Response, sent: Sent): Promise<void> {
  const problems = sent.problems.map(({ field, code, line = '' }) => {
    const { title, body } = deps.texts.ofError(code, { line })
    return { field, words: `${title}. ${body}` }
  })
  res.status(422)
  await showRules(deps, res, { ...sent, problems })
}

interface Finished {
  readonly saved: Promise<void>
  readonly form: Sent
}

/** Whoever was faster keeps the record; what was typed stays in the form. */
async function finish(
  deps: RuleRoutesDeps,
  res: Response,
  { saved, form }: Finished,
): Promise<void> {
  try {
    await saved
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error
    res.status(409)
    const { title, body } = deps.texts.ofError(error.code)
    await showRules(deps, res, {
      ...form,
      problems: [{ field: form.key === '' ? 'id' : 'name', words: `${title}. ${body}` }],
    })
    return
  }
  res.redirect(303, periodPaths.rules())
}

/** Of the record that the person saw, one on; a new one is the first. */
function revisionOf(req: Request): number {
  const text = read(req, 'revision')
  if (!/^\d{1,6}$/.test(text)) throw new MalformedRequestError('malformed-request')
  return Number(text) + 1
}

function read({ body }: Request, name: string): string {
  return textField(body, name, LONGEST) ?? ''
}
