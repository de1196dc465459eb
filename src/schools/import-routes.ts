import { type Request, type Response, Router } from 'express'

import { InvalidInputError, NotFoundError } from '../errors/index.ts'
import { type Clock, createToken, dayOf, isToken, parseDay } from '../runtime/index.ts'
import { textField, uploadedFile } from '../web/index.ts'
import { importPage, writtenDay } from './import-page.ts'
import type { ListReader } from './list/index.ts'
import type { ListRoutesDeps } from './list-routes.ts'
import { paths } from './paths.ts'
import { previewPage } from './preview-page.ts'
import type { ImportDraft, ImportDraftId, SchoolImportRepository } from './school-import.ts'
import type { SchoolImports } from './school-imports.ts'

export interface ImportRoutesDeps extends ListRoutesDeps {
  readonly imports: SchoolImports
  readonly drafts: SchoolImportRepository
  readonly reader: ListReader
  readonly clock: Clock
}

const DRAFT_LIFE_MS = 2 * 60 * 60 * 1000
const LONGEST_DAY = 10

/** `/schools/import…`: a file, a look at what it would do, one press. */
export function importRoutes(deps: ImportRoutesDeps): Router {
  const router = Router()
  router.use(async (_req, res, next) => {
    await deps.allow(res, 'school.import', {})
    next()
  })
  router.get('/', async (_req, res) => {
    await showForm(deps, res, {})
  })
  router.post('/', async (req, res) => {
    try {
      res.redirect(303, paths.preview(await keepDraft(deps, req)))
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error
      const problem = deps.texts.ofError(error.code, error.params)
      res.status(error.status)
      await showForm(deps, res, { problem, day: textField(req.body, 'asOf', LONGEST_DAY) })
    }
  })
  router.post('/undo', async (_req, res) => {
    const { restored, removed } = await deps.imports.undo()
    res.redirect(303, `${paths.list}?restored=${restored}&removed=${removed}`)
  })
  router.use(previewRoutes(deps))
  return router
}

function previewRoutes(deps: ImportRoutesDeps): Router {
  const { imports, drafts, texts, renderPage, directory } = deps
  const router = Router()
  router.get('/:draft', async (req, res) => {
    const draft = await askedDraft(deps, req.params.draft)
    const plan = await imports.plan(draft.list, draft.asOf)
    const asked = { draftId: draft.id, plan, areaById: directory.areaById }
    renderPage(res, 'schools/preview', previewPage(asked, texts))
  })
  router.post('/:draft', async (req, res) => {
    const draft = await askedDraft(deps, req.params.draft)
    const plan = await imports.plan(draft.list, draft.asOf)
    const skips = textField(req.body, 'skip', 1) !== undefined
    // Between look and press something may have changed: what is refused now has to be looked at.
    if (plan.refused.length > 0 && !skips) {
      res.redirect(303, paths.preview(draft.id))
      return
    }
    await imports.apply(plan, draft.asOf)
    await drafts.removeDraft(draft.id)
    const added = plan.changes.filter(({ before }) => !before).length
    const changed = plan.changes.length - added
    res.redirect(303, `${paths.list}?added=${added}&changed=${changed}`)
  })
  return router
}

/** @throws NotFoundError('import-draft-gone') */
async function askedDraft({ drafts, clock }: ImportRoutesDeps, id: string): Promise<ImportDraft> {
  const draft = isToken(id) && (await drafts.findDraft(id as ImportDraftId, clock.now()))
  if (!draft) throw new NotFoundError('import-draft-gone')
  return draft
}

async function keepDraft(deps: ImportRoutesDeps, req: Request): Promise<ImportDraftId> {
  const now = deps.clock.now()
  const asOf = parseDay(textField(req.body, 'asOf', LONGEST_DAY) ?? dayOf(now))
  if (!asOf) throw new InvalidInputError('day-malformed')
  const file = await uploadedFile(req.body, 'list')
  if (!file) throw new InvalidInputError('list-missing')
  const list = await deps.reader.read(file)
  const id = createToken() as ImportDraftId
  const expiresAt = new Date(now.getTime() + DRAFT_LIFE_MS)
  await deps.drafts.addDraft({ id, list, asOf, expiresAt })
  return id
}

interface Shown {
  readonly problem?: ReturnType<ImportRoutesDeps['texts']['ofError']>
  readonly day?: string | undefined
}

async function showForm(
  { drafts, clock, texts, renderPage }: ImportRoutesDeps,
  res: Response,
  { problem, day = writtenDay(dayOf(clock.now()), texts) }: Shown,
): Promise<void> {
  const last = await drafts.findLast()
  renderPage(res, 'schools/import', importPage({ day, last, problem }, texts))
}
