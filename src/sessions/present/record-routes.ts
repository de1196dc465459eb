import { type Request, type Response, Router } from 'express'

import type { Catalogue } from '../../catalogue/index.ts'
import { ForbiddenError } from '../../errors/index.ts'
import { type Clock, dayOf } from '../../runtime/index.ts'
import type { SchoolDirectory, SchoolId } from '../../schools/index.ts'
import type { ContextKey, RenderPage, Texts } from '../../web/index.ts'
import { type CourseSizeDeps, sizeAt } from '../course-size.ts'
import { type FormAsked, freshForm, type NewForm, newForm } from '../form-asked.ts'
import { readFields } from '../form-fields.ts'
import { formPage } from '../form-page.ts'
import { keptOfRun } from '../form-prefill.ts'
import type { Place } from '../session-access.ts'
import { judgeForm } from '../session-form.ts'
import type { SessionService } from '../session-service.ts'
import { donePage } from './done-page.ts'
import { paths } from './paths.ts'
import type { PresentPages } from './present-pages.ts'
import type { Run } from './run.ts'
import type { RunGuard } from './run-guard-routes.ts'
import type { RunService } from './run-service.ts'

export interface RecordRoutesDeps extends CourseSizeDeps {
  readonly service: RunService
  readonly guard: RunGuard
  readonly sessionService: Pick<SessionService, 'record' | 'get'>
  readonly directory: Pick<SchoolDirectory, 'byId'>
  /** Whether the account that started the run could still record a session there. */
  readonly mayStill: (
    accountId: string,
    action: 'session.record',
    scope: { readonly schoolId?: SchoolId | undefined },
  ) => Promise<boolean>
  /** The school that an LMS course has been given since. */
  readonly schoolOfContext: (contextKey: ContextKey) => Promise<SchoolId | undefined>
  readonly catalogue: Pick<Catalogue, 'find' | 'list' | 'getVersion' | 'versionsOf'>
  readonly clock: Clock
  readonly texts: Texts
  readonly renderPage: RenderPage<PresentPages>
}

/** `/present/runs/:runId/record`: the form that is filled in by hand as well, filled in by the run. */
export function recordRoutes(deps: RecordRoutesDeps): Router {
  const { service, guard } = deps
  const router = Router({ mergeParams: true })
  router.get('/record', async (req, res) => {
    const run = await service.get(guard.runIdOf(req, res))
    if (run.sessionId) res.redirect(303, paths.done(run.id))
    else {
      const form = await formOf(deps, run, await placeToRecord(deps, run))
      draw(deps, res, { run, ...freshForm(form, deps.texts) })
    }
  })
  router.post('/record', (req, res) => record(deps, req, res))
  router.get('/done', (req, res) => showDone(deps, req, res))
  return router
}

async function record(deps: RecordRoutesDeps, req: Request, res: Response): Promise<void> {
  const { service, guard, sessionService, catalogue, clock } = deps
  const run = await service.get(guard.provenRunIdOf(req, res))
  const place = await placeToRecord(deps, run)
  const fields = readFields(req.body, place.school)
  const judged = judgeForm(fields, {
    school: place.school,
    before: keptOfRun(run),
    today: dayOf(clock.now()),
    mayPlan: false,
    isPlanAsked: false,
    catalogue,
  })
  if (judged.problems) {
    const { problems } = judged
    const form = await formOf(deps, run, place)
    draw(deps, res.status(422), { run, ...newForm(form, { fields, problems }) })
    return
  }
  const { content } = judged
  const { session } = await sessionService.record({
    place,
    key: run.id,
    content,
    who: run.startedBy,
  })
  await service.markRecorded(run.id, session.id)
  res.redirect(303, paths.done(run.id))
}

/** What was recorded first stands, whatever a second press said: it shows what that is. */
async function showDone(deps: RecordRoutesDeps, req: Request, res: Response): Promise<void> {
  const { service, guard, sessionService, directory, texts, catalogue } = deps
  const run = await service.get(guard.runIdOf(req, res))
  const { id, sessionId } = run
  if (!sessionId) {
    res.redirect(303, paths.record(id))
    return
  }
  const session = await sessionService.get(sessionId)
  const school = session.schoolId && directory.byId(session.schoolId)
  deps.renderPage(res, 'present/done', donePage({ run, session, school }, texts, catalogue))
}

/**
 * A run outlives the visit, and not the right: whoever was disabled or lost the grant meanwhile records nothing.
 * @throws ForbiddenError('not-allowed')
 */
async function placeToRecord(deps: RecordRoutesDeps, run: Run): Promise<Place> {
  const { startedBy } = run
  const place = await placeOfRun(deps, run)
  const scope = { schoolId: place.school?.id }
  const may =
    startedBy.kind !== 'account' || (await deps.mayStill(startedBy.id, 'session.record', scope))
  if (!may) throw new ForbiddenError('not-allowed')
  return place
}

/** A course may have been given its school while the class was looking at the wall. */
async function placeOfRun(
  { directory, schoolOfContext }: RecordRoutesDeps,
  { schoolId, contextKey }: Run,
): Promise<Place> {
  const course = contextKey as ContextKey | undefined
  const id = schoolId ?? (course && (await schoolOfContext(course)))
  const school = id && directory.byId(id)
  return { ...(school && { school }), ...(course && { contextKey: course }) }
}

interface RunForm extends NewForm {
  readonly run: Run
}

async function formOf(deps: CourseSizeDeps, run: Run, place: Place): Promise<RunForm> {
  const allowed = { ...place, who: run.startedBy }
  const size = await sizeAt(deps, run)
  const subject = `run:${run.id}`
  return { run, allowed, today: dayOf(run.startedAt), subject, key: run.id, ...size }
}

/** The same form; only it goes to the run, which has no visit and so no drafts. */
function draw(
  { texts, catalogue, renderPage }: RecordRoutesDeps,
  res: Response,
  { run, ...asked }: FormAsked & { readonly run: Run },
): void {
  const at = { action: paths.record(run.id), backUrl: paths.run(run.id), hidden: [] }
  renderPage(res, 'sessions/form', formPage({ ...asked, ...at }, texts, catalogue))
}
