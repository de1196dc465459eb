import { type Request, type Response, Router } from 'express'

import { dayOf } from '../runtime/index.ts'
import { textField } from '../web/index.ts'
import { decideNextState, personKeyOf, type PersonRef } from './attestation.ts'
import { choosePage } from './choose-page.ts'
import { sizeAt } from './course-size.ts'
import type { Draft } from './draft.ts'
import {
  draftEditForm,
  draftForm,
  editForm,
  type FormAsked,
  freshForm,
  keyOfDraft,
  type NewForm,
  storedForm,
  subjectOfNew,
} from './form-asked.ts'
import { readFields } from './form-fields.ts'
import { first } from './form-lines.ts'
import { formPage } from './form-page.ts'
import { draftOwnerOf, draftOwnerOfEdit, type FormPlace, placeAsked } from './form-place.ts'
import { paths } from './paths.ts'
import type { RoutesDeps } from './routes-deps.ts'
import { type SessionId, sessionIdOf } from './session.ts'
import { placeKeyOf } from './session-access.ts'
import type { AnySession } from './session-service.ts'

/** `/sessions/new` and `/sessions/:id/edit`: the form, empty or with what is known. */
export function formRoutes(deps: RoutesDeps): Router {
  const router = Router()
  router.get('/new', (req, res) => openNew(deps, req, res))
  router.get('/:id/edit', (req, res) => openEdit(deps, req, res))
  // The text of a conflict opened again, to go on with it.
  router.post('/:id/edit', async (req, res) => {
    const session = await deps.service.get(req.params.id as SessionId)
    await deps.access.to(res, 'session.edit', session)
    const form = formOf(deps, session)
    drawForm(deps, res, editForm(form, { fields: readFields(req.body, form.school) }))
  })
  return router
}

export function drawForm(deps: RoutesDeps, res: Response, asked: FormAsked): void {
  deps.renderPage(res, 'sessions/form', formPage(asked, deps.texts, deps.catalogue))
}

export function formOf({ directory, clock }: RoutesDeps, session: AnySession) {
  const school = session.schoolId && directory.byId(session.schoolId)
  return { session, school, now: clock.now() }
}

async function openNew(deps: RoutesDeps, req: Request, res: Response): Promise<void> {
  const { query } = req
  const isPlan = textField(query, 'plan', 1) !== undefined
  const reach = await deps.access.reachOf(res)
  if (reach.schools.length > 1 && !('school' in query) && !('run' in query)) {
    const addressOf = isPlan ? paths.plan : paths.new
    deps.renderPage(res, 'sessions/choose', choosePage({ reach, addressOf }, deps.texts))
    return
  }
  const place = await placeAsked(deps, res, query)
  const stored = place.run && (await deps.recordedRuns.sessionOf(place.run, keyOf(place)))
  if (stored) {
    res.redirect(303, paths.session(stored.id))
    return
  }
  drawForm(deps, res, await newAsked(deps, res, { place, subject: subjectOfNew(place, isPlan) }))
}

interface Wanted {
  readonly place: FormPlace
  readonly subject: string
}

export async function newAsked(
  deps: RoutesDeps,
  res: Response,
  { place, subject }: Wanted,
): Promise<FormAsked> {
  const draft = await unsentDraft(deps, place, subject)
  const form: NewForm = {
    ...place,
    today: dayOf(deps.clock.now()),
    subject,
    key: keyOfDraft(draft),
    ...(await sizeAt(deps, place.run, res)),
  }
  return draft ? draftForm(form, draft, deps.texts) : freshForm(form, deps.texts)
}

/** The last save may come after the press that sent it all. */
async function unsentDraft(
  { draftKeeper, service }: RoutesDeps,
  place: FormPlace,
  subject: string,
): Promise<Draft | undefined> {
  const owner = draftOwnerOf(place.allowed, subject)
  const draft = await draftKeeper.find(owner)
  const key = draft && first(draft.fields, 'key')
  const isSent = key !== undefined && (await service.find(sessionIdOf(keyOf(place), key)))
  if (!isSent) return draft
  await draftKeeper.remove(owner)
  return undefined
}

async function openEdit(
  deps: RoutesDeps,
  req: Request<{ id: string }>,
  res: Response,
): Promise<void> {
  const session = await deps.service.get(req.params.id as SessionId)
  const who = await deps.access.to(res, 'session.edit', session)
  if (!decideNextState(session.state, 'changed')) {
    res.redirect(303, paths.session(session.id))
    return
  }
  const draft = await unsentEdit(deps, session, who)
  const form = formOf(deps, session)
  const asked = draft ? draftEditForm(form, draft, deps.texts) : storedForm(form, deps.texts)
  drawForm(deps, res, asked)
}

async function unsentEdit(
  { draftKeeper }: RoutesDeps,
  session: AnySession,
  who: PersonRef,
): Promise<Draft | undefined> {
  const owner = draftOwnerOfEdit(who, session)
  const draft = await draftKeeper.find(owner)
  if (!draft || !isSentAlready(draft, session, who)) return draft
  await draftKeeper.remove(owner)
  return undefined
}

function isSentAlready(draft: Draft, { entries, revision }: AnySession, who: PersonRef): boolean {
  const last = entries.findLast(
    ({ what, who: other }) =>
      (what === 'changed' || what === 'planned') && personKeyOf(other) === personKeyOf(who),
  )
  return last?.revision === revision && first(draft.fields, 'revision') === String(revision - 1)
}

function keyOf({ allowed }: FormPlace): string {
  return placeKeyOf(allowed)
}
