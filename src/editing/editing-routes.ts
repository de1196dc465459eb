import { type Request, type Response, Router } from 'express'

import { contentTypeOf, keyOf } from '../catalogue/index.ts'
import { ConflictError, InvalidInputError, NotFoundError } from '../errors/index.ts'
import { type PreviewLessonDeps, previewLessonRoutes } from '../learning/index.ts'
import type { Clock } from '../runtime/index.ts'
import { previewRunPage } from '../sessions/index.ts'
import type { Allow } from '../staff/index.ts'
import {
  currentVisit,
  listField,
  refuseFraming,
  type RenderPage,
  textField,
  type Texts,
  uploadedFile,
  type Visit,
} from '../web/index.ts'
import type { ArchiveChecker } from './archive-checker.ts'
import { type AskedUpload, type EditingPages, previewPage, uploadPage } from './editing-pages.ts'
import { paths } from './paths.ts'
import type { OpenedPreview, PreviewShelf } from './preview-shelf.ts'
import { publishVersions } from './publish.ts'

export interface EditingRoutesDeps extends Omit<PreviewLessonDeps, 'lessonOf'> {
  readonly shelf: PreviewShelf
  readonly checker: ArchiveChecker
  readonly folders: readonly string[]
  /** What was published is in the catalogue of this node at once. */
  readonly reload: () => Promise<void>
  readonly allow: Allow
  readonly clock: Clock
  readonly texts: Texts
  readonly renderPage: RenderPage<EditingPages> & PreviewLessonDeps['renderPage']
}

/** `/editing…`: an editor uploads a module, looks at it as it will be, and publishes it. */
export function editingRoutes(deps: EditingRoutesDeps): Router {
  const router = Router()
  router.use(async (_req, res, next) => {
    await deps.allow(res, 'content.edit', {})
    next()
  })
  router.get('/', (req, res) => {
    const published = textField(req.query, 'published', 40)
    showUpload(deps, res, { published: isKey(published) ? published : undefined })
  })
  router.post('/upload', (req, res) => upload(deps, req, res))
  router.use('/previews', previewRoutes(deps))
  return router
}

function isKey(text = ''): boolean {
  return /^[A-Z0-9-]+\/\d+$/.test(text)
}

function showUpload(
  { texts, renderPage }: EditingRoutesDeps,
  res: Response,
  asked: AskedUpload,
): void {
  renderPage(res, 'editing/upload', uploadPage(asked, texts))
}

async function upload(deps: EditingRoutesDeps, req: Request, res: Response): Promise<void> {
  const { shelf, checker, texts } = deps
  try {
    const archive = await uploadedFile(req.body, 'archive')
    if (!archive) throw new InvalidInputError('archive-missing')
    const accountId = accountOf(res)
    const problems = await checker.check(archive, accountId)
    if (problems.length > 0) {
      showUpload(deps, res.status(422), { problems })
      return
    }
    res.redirect(303, paths.preview(await shelf.keep(archive, accountId)))
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error
    showUpload(deps, res.status(422), { refused: texts.ofError(error.code, error.params) })
  }
}

function accountOf(res: Response): string {
  const { accountId } = currentVisit(res)
  if (accountId === undefined) throw new NotFoundError('preview-gone')
  return accountId
}

function previewRoutes(deps: EditingRoutesDeps): Router {
  const opened = new WeakMap<Visit, OpenedPreview>()
  const openedBy = (visit: Visit) => opened.get(visit) ?? gone()
  const router = Router({ mergeParams: true })
  router.use('/:preview', async (req, res, next) => {
    opened.set(currentVisit(res), await deps.shelf.open(req.params.preview, accountOf(res)))
    next()
  })
  router.get('/:preview', (_req, res) => {
    deps.renderPage(res, 'editing/preview', previewPage(openedBy(currentVisit(res)), deps.texts))
  })
  router.post('/:preview/publish', (_req, res) => publish(deps, openedBy(currentVisit(res)), res))
  router.post('/:preview/discard', async (_req, res) => {
    await deps.shelf.discard(openedBy(currentVisit(res)).token)
    res.redirect(303, paths.start)
  })
  router.use('/:preview/modules', moduleRoutes(deps, openedBy))
  return router
}

function gone(): never {
  throw new NotFoundError('preview-gone')
}

async function publish(
  deps: EditingRoutesDeps,
  opened: OpenedPreview,
  res: Response,
): Promise<void> {
  const { shelf, checker, folders, texts } = deps
  // Between the look and the press others may have published what it now repeats.
  const archive = await shelf.archiveOf(opened)
  const problems = await checker.check(archive, opened.preview.accountId)
  if (problems.length > 0) {
    showUpload(deps, res.status(422), { problems })
    return
  }
  try {
    await publishVersions([opened.files], folders)
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error
    const refused = texts.ofError(error.code, error.params)
    deps.renderPage(res.status(409), 'editing/preview', previewPage(opened, texts, refused))
    return
  }
  await deps.reload()
  await shelf.discard(opened.token)
  res.redirect(303, `${paths.start}?published=${encodeURIComponent(keyOf(opened.files))}`)
}

type OpenedBy = (visit: Visit) => OpenedPreview

function moduleRoutes(deps: EditingRoutesDeps, openedBy: OpenedBy): Router {
  const router = Router()
  const lessonOf = (visit: Visit, id: string) => {
    const { module } = openedBy(visit)
    return module.id === id ? Promise.resolve({ visit, module }) : gone()
  }
  router.get('/:id/media/:file', (req, res) => {
    const found = openedBy(currentVisit(res)).files.media.get(req.params.file)
    if (!found) throw new NotFoundError('not-found')
    res.type(contentTypeOf(req.params.file)).send(found.content)
  })
  router.use(presentRoutes(deps, openedBy))
  router.use(previewLessonRoutes({ ...deps, lessonOf }))
  return router
}

/** The projector's pages; what a projector reports and counts is taken and forgotten. */
function presentRoutes(deps: EditingRoutesDeps, openedBy: OpenedBy): Router {
  const { clock, texts, renderPage } = deps
  const router = Router()
  router.get('/:id/present', (req, res) => {
    const { token, module } = openedBy(currentVisit(res))
    const url = paths.present(token, module.id)
    refuseFraming(res)
    const asked = { module, url, query: req.query, now: clock.now() }
    renderPage(res, 'present/run', previewRunPage(asked, texts))
  })
  router.post('/:id/present/report', (_req, res) => {
    res.sendStatus(204)
  })
  router.post('/:id/present/count', (req, res) => {
    const { token, module } = openedBy(currentVisit(res))
    res.redirect(303, `${paths.present(token, module.id)}${placeIn(req.body)}`)
  })
  return router
}

function placeIn(body: unknown): string {
  const search = new URLSearchParams()
  for (const name of ['slide', 'at', 'beat']) {
    const [value] = listField(body, name)
    if (value !== undefined) search.set(name, value)
  }
  return search.size === 0 ? '' : `?${search.toString()}`
}
