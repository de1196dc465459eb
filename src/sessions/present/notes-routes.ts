import { type Request, type Response, Router } from 'express'
import QRCode from 'qrcode'

import { VisitExpiredError } from '../../errors/index.ts'
import type { Clock, Mac } from '../../runtime/index.ts'
import type { SchoolId } from '../../schools/index.ts'
import { type HelpNear, listField, type RenderPage, type Texts } from '../../web/index.ts'
import { notesPage } from './notes-page.ts'
import { isNotesPass, notesPassOf } from './notes-pass.ts'
import { paths } from './paths.ts'
import { type Place, placeOf } from './place.ts'
import type { PresentPages } from './present-pages.ts'
import type { Run, RunId } from './run.ts'
import type { RunGuard } from './run-guard-routes.ts'
import { runOfReader } from './run-reader.ts'
import type { RunService } from './run-service.ts'

export interface NotesRoutesDeps {
  readonly service: RunService
  readonly guard: RunGuard
  readonly formMac: Mac
  readonly publicUrl: string
  readonly clock: Clock
  readonly helpNear: (schoolId: SchoolId | undefined) => HelpNear
  readonly texts: Texts
  readonly renderPage: RenderPage<PresentPages>
}

/** `/present/runs/:runId/notes`: the teacher's own window, beside the wall or on the teacher's phone. */
export function notesRoutes(deps: NotesRoutesDeps): Router {
  const router = Router({ mergeParams: true })
  router.get('/notes', (req, res) => showNotes(deps, req, res))
  router.get('/state', async (req, res) => {
    const run = await runOfReader(deps, deps.guard.holderOf(req, res))
    res.set('cache-control', 'no-store').json({ here: hereOf(run), polls: run.polls })
  })
  return router
}

/** `/present/phone/:runId/:pass`: the door for the teacher's phone, drawn in the teacher's window only. */
export function phoneRoutes({ guard, formMac, clock }: NotesRoutesDeps): Router {
  const router = Router()
  router.get('/:runId/:pass', (req, res) => {
    const id = req.params.runId as RunId
    if (!isNotesPass(req.params.pass, { id, now: clock.now(), mac: formMac })) {
      throw new VisitExpiredError('run-expired')
    }
    guard.admit(res, id, 'notes')
    res.redirect(303, paths.notes(id, 'open'))
  })
  return router
}

async function showNotes(deps: NotesRoutesDeps, req: Request, res: Response): Promise<void> {
  const { service, guard, texts, renderPage } = deps
  const holder = guard.holderOf(req, res)
  const run = await runOfReader(deps, holder)
  const { module, slides } = service.showOf(run)
  const [isOpen] = listField(req.query, 'open')
  const place = placeOf(slides, placeFields(run))
  const shown = { run, module, slides, place, isOpen: isOpen === '1' }
  res.locals.helpNear = deps.helpNear(run.schoolId)
  // A phone that was let in lets no other in.
  const phone =
    shown.isOpen && holder.right === 'wall' ? { phone: await phoneOf(deps, run.id) } : {}
  renderPage(res, 'present/notes', notesPage({ ...shown, ...phone }, texts))
}

function hereOf({ here, slideReached }: Run): Place {
  return here ?? { slide: slideReached, beat: 0 }
}

function placeFields(run: Run) {
  const { slide, node, beat } = hereOf(run)
  return { slide: String(slide), at: node, beat: String(beat) }
}

async function phoneOf({ publicUrl, formMac, clock }: NotesRoutesDeps, id: RunId) {
  const url = new URL(paths.phone(id, notesPassOf(id, clock.now(), formMac)), publicUrl).href
  return { url, qrSvg: await QRCode.toString(url, { type: 'svg', margin: 2 }) }
}
