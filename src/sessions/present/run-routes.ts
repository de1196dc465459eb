import { type Request, type Response, Router } from 'express'

import type { Clock } from '../../runtime/index.ts'
import type { SchoolId } from '../../schools/index.ts'
import { type HelpNear, listField, type RenderPage, type Texts } from '../../web/index.ts'
import { paths } from './paths.ts'
import { type Place, placeOf } from './place.ts'
import type { PresentPages } from './present-pages.ts'
import { readReport, readStep } from './report.ts'
import { type Run, stepped } from './run.ts'
import type { RunGuard } from './run-guard-routes.ts'
import { runPage } from './run-page.ts'
import { runOfReader } from './run-reader.ts'
import type { RunService } from './run-service.ts'
import type { Slide } from './slide.ts'

export interface RunRoutesDeps {
  readonly service: RunService
  readonly guard: RunGuard
  readonly clock: Clock
  /** Who helps at the school of a run; of none, nothing. */
  readonly helpNear: (schoolId: SchoolId | undefined) => HelpNear
  readonly texts: Texts
  readonly renderPage: RenderPage<PresentPages>
}

/** `/present/runs/:runId`: the slides, and what the projector tells of them. */
export function runRoutes(deps: RunRoutesDeps): Router {
  const router = Router({ mergeParams: true })
  router.get('/', (req, res) => showRun(deps, req, res))
  router.post('/report', (req, res) => takeReport(deps, req, res))
  router.post('/count', (req, res) => takeStep(deps, req, res))
  return router
}

async function showRun(deps: RunRoutesDeps, req: Request, res: Response): Promise<void> {
  const { service, guard, clock, texts, renderPage } = deps
  const run = await service.get(guard.runIdOf(req, res))
  const { module, slides } = service.showOf(run)
  const place = placeIn(slides, req.query)
  // Without JavaScript a page that is asked for is the only sign of it.
  const seen = await service.report(run.id, () => ({
    slide: place.slide,
    here: place,
    polls: [],
    hasEnded: place.slide === slides.length,
  }))
  res.locals.helpNear = deps.helpNear(run.schoolId)
  renderPage(
    res,
    'present/run',
    runPage({ run: seen, module, slides, place, now: clock.now() }, texts),
  )
}

async function takeReport(deps: RunRoutesDeps, req: Request, res: Response): Promise<void> {
  const { service, guard } = deps
  const id = guard.provenRunIdOf(req, res)
  const body: unknown = req.body
  await service.report(id, (run) => ({
    ...readReport(body, service.ballotsOf(run)),
    ...hereIn(service, run, body),
  }))
  res.sendStatus(204)
}

/** One hand more or less, by a plain form; the notes' script asks for the state itself, and not for the wall. */
async function takeStep(deps: RunRoutesDeps, req: Request, res: Response): Promise<void> {
  const { service, guard } = deps
  const { id } = await runOfReader(deps, guard.provenHolderOf(req, res))
  const body: unknown = req.body
  const run = await service.report(id, (before) => {
    const step = readStep(body, service.ballotsOf(before))
    return { polls: step ? [stepped(before, step.blockId, step)] : [], hasEnded: false }
  })
  const [from] = listField(body, 'from')
  if (from === 'state') res.sendStatus(204)
  else if (from === 'notes') res.redirect(303, paths.notes(id, 'open'))
  else res.redirect(303, paths.run(id, placeIn(service.showOf(run).slides, body)))
}

/** Where the wall stands; told only while somebody looks from another device. */
function hereIn(service: RunService, run: Run, body: unknown): { readonly here?: Place } {
  if (listField(body, 'here').length === 0) return {}
  const [slide, at, beat] = (listField(body, 'here')[0] ?? '').split(' ')
  return { here: placeOf(service.showOf(run).slides, { slide, at, beat }) }
}

function placeIn(slides: readonly Slide[], fields: unknown): Place {
  const [slide, at, beat] = ['slide', 'at', 'beat'].map((name) => listField(fields, name)[0])
  return placeOf(slides, { slide, at, beat })
}
