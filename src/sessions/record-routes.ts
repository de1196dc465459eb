import { type Request, type Response, Router } from 'express'

import { MalformedRequestError } from '../errors/index.ts'
import { dayOf, isToken } from '../runtime/index.ts'
import { conflictPage } from './conflict-page.ts'
import { sizeAt } from './course-size.ts'
import { subjectOf } from './draft-keeper.ts'
import { editForm, newForm } from './form-asked.ts'
import { type FormFields, readFields } from './form-fields.ts'
import { first } from './form-lines.ts'
import { draftOwnerOf, draftOwnerOfEdit, type FormPlace, placeAsked } from './form-place.ts'
import { keptOfRun } from './form-prefill.ts'
import { drawForm, formOf } from './form-routes.ts'
import { paths } from './paths.ts'
import type { RoutesDeps } from './routes-deps.ts'
import type { SessionContent, SessionId } from './session.ts'
import { type FormContext, type JudgedForm, judgeForm } from './session-form.ts'
import type { Outcome } from './session-service.ts'
import { problemOf, revisionOf } from './step-routes.ts'

/** What the form sends: a session that is new, and one that changes. */
export function recordRoutes(deps: RoutesDeps): Router {
  const router = Router()
  router.post('/', (req, res) => record(deps, req, res))
  router.post('/:id', (req, res) => change(deps, req, res))
  return router
}

async function record(deps: RoutesDeps, req: Request, res: Response): Promise<void> {
  const body: unknown = req.body
  const place = await placeAsked(deps, res, body)
  const { run, packCode, allowed } = place
  const key = keyOf(body, place)
  const subject = subjectOf(body)
  const fields = readFields(body, allowed.school)
  const judged = judge(deps, fields, {
    school: allowed.school,
    ...(run && { before: keptOfRun(run, packCode) }),
    mayPlan: !run,
    isPlanAsked: isPlanAsked(body),
  })
  if (judged.problems) {
    const today = dayOf(deps.clock.now())
    const size = await sizeAt(deps, run, res)
    const form = newForm({ ...place, today, subject, key, ...size }, { fields, ...judged })
    drawForm(deps, res.status(422), form)
    return
  }
  const { who, ...at } = allowed
  const outcome = await deps.service.record({ place: at, key, who, ...judged })
  if (run && packCode === undefined) await deps.recordedRuns.note(run, outcome.session.id)
  if (outcome.kind === 'stored') await deps.draftKeeper.remove(draftOwnerOf(allowed, subject))
  answer(deps, res, { outcome, mine: judged, sent: body })
}

async function change(
  deps: RoutesDeps,
  req: Request<{ id: string }>,
  res: Response,
): Promise<void> {
  const body: unknown = req.body
  const session = await deps.service.get(req.params.id as SessionId)
  const who = await deps.access.to(res, 'session.edit', session)
  const revision = revisionOf(body)
  const form = formOf(deps, session)
  const fields = readFields(body, form.school)
  const judged = judge(deps, fields, {
    school: form.school,
    before: session,
    mayPlan: session.state === 'planned',
    isPlanAsked: isPlanAsked(body),
  })
  if (judged.problems) {
    drawForm(deps, res.status(422), editForm(form, { fields, ...judged }, revision))
    return
  }
  const step = judged.isPlan ? 'planned' : 'changed'
  const { content } = judged
  const outcome = await deps.service.decide({ id: session.id, revision, who, step, content })
  if (outcome.kind === 'differs' && outcome.session.revision === revision) {
    const refused = problemOf(deps, 'session-step-refused')
    drawForm(deps, res.status(409), editForm(form, { fields, refused }))
    return
  }
  if (outcome.kind === 'stored') await deps.draftKeeper.remove(draftOwnerOfEdit(who, session))
  answer(deps, res, { outcome, mine: judged, sent: body })
}

interface Answered {
  readonly outcome: Outcome
  readonly mine: { readonly content: SessionContent; readonly isPlan: boolean }
  readonly sent: unknown
}

/** Stored: the session's page. Something else stands there: both texts and a choice. */
function answer(deps: RoutesDeps, res: Response, { outcome, mine, sent }: Answered): void {
  const { session: stored, kind } = outcome
  if (kind === 'stored') {
    res.redirect(303, paths.session(stored.id))
    return
  }
  const state = mine.isPlan ? 'planned' : 'held'
  const asked = { mine: { ...mine.content, state }, stored, sent } as const
  deps.renderPage(
    res.status(409),
    'sessions/conflict',
    conflictPage(asked, deps.texts, deps.catalogue),
  )
}

function judge(
  { clock, catalogue }: RoutesDeps,
  fields: FormFields,
  known: Omit<FormContext, 'today' | 'catalogue'>,
): JudgedForm {
  return judgeForm(fields, { ...known, today: dayOf(clock.now()), catalogue })
}

function isPlanAsked(body: unknown): boolean {
  return first(body, 'intent') === 'plan'
}

/** A run is recorded once, by whoever and from wherever. */
function keyOf(body: unknown, { run }: FormPlace): string {
  const key = run?.id ?? first(body, 'key')
  if (!run && !isToken(key)) throw new MalformedRequestError('malformed-request', { field: 'key' })
  return key
}
