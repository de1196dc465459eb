import { type Request, type Response, Router } from 'express'

import { ForbiddenError, NotFoundError } from '../errors/index.ts'
import { addDays, dayOf } from '../runtime/index.ts'
import { contextKeyOf, currentVisit, textField } from '../web/index.ts'
import { personKeyOf } from './attestation.ts'
import { choosePage } from './choose-page.ts'
import { type ListAsked, listPage } from './list-page.ts'
import { paths } from './paths.ts'
import type { Run } from './present/run.ts'
import type { RoutesDeps } from './routes-deps.ts'
import { type Allowed, LONGEST_CODE, placeKeyOf, type Reach } from './session-access.ts'
import type { AnySession } from './session-service.ts'

// Two school years: enough to see what a term owes and what was entered late.
const SHOWN_DAYS = 730
// Later nobody remembers who was there.
const RUN_DAYS = 14

/** `/sessions`: what a school has done, and what waits for whoever looks. */
export function listRoutes(deps: RoutesDeps): Router {
  const router = Router()
  router.get('/', (req, res) => show(deps, req, res))
  router.get('/choose', async (_req, res) => {
    choose(deps, res, { reach: await deps.access.reachOf(res) })
  })
  return router
}

interface Choosing {
  readonly reach: Reach
  readonly unknown?: string
}

function choose({ renderPage, texts }: RoutesDeps, res: Response, choosing: Choosing): void {
  renderPage(res, 'sessions/choose', choosePage({ ...choosing, addressOf: paths.list }, texts))
}

async function show(deps: RoutesDeps, req: Request, res: Response): Promise<void> {
  const { access, texts, catalogue } = deps
  const code = textField(req.query, 'school', LONGEST_CODE)
  const reach = await access.reachOf(res)
  if (code === undefined && mustChoose(reach)) {
    choose(deps, res, { reach })
    return
  }
  const reader = await readerOf(deps, res, code)
  if (!reader) {
    choose(deps, res.status(404), { reach, unknown: code ?? '' })
    return
  }
  await creditLate(deps, res, reader)
  const isDone = textField(req.query, 'done', LONGEST_CODE) !== undefined
  const asked: ListAsked = {
    school: reader.school,
    sessions: await sessionsOf(deps, reader),
    done: reader.school ? await deps.followUps.listOfSchool(reader.school.id) : [],
    ...(await powersAt(deps, res, reader)),
    today: dayOf(deps.clock.now()),
    hasChoice: reach.isWide || reach.schools.length > 1,
    ...(isDone && { note: texts.t('sessions.list.done') }),
  }
  deps.renderPage(res, 'sessions/list', listPage(asked, texts, catalogue))
}

function mustChoose({ schools, isWide }: Reach): boolean {
  return schools.length > 1 || (schools.length === 0 && isWide)
}

/** Whoever teaches a course without a school reads what he entered himself. Undefined: no school has this code. */
async function readerOf(
  { access }: RoutesDeps,
  res: Response,
  code: string | undefined,
): Promise<Allowed | undefined> {
  try {
    return await access.at(res, 'session.read', code)
  } catch (error) {
    if (error instanceof NotFoundError) return undefined
    if (!(error instanceof ForbiddenError) || code !== undefined) throw error
    return access.at(res, 'session.record')
  }
}

/** What was recorded in the very moment of the assignment may have missed it. */
async function creditLate({ service }: RoutesDeps, res: Response, reader: Allowed): Promise<void> {
  const { origin } = currentVisit(res)
  if (!origin || !reader.school || reader.who.kind !== 'lti') return
  await service.creditContext(contextKeyOf(origin), reader.school.id)
}

async function powersAt(
  deps: RoutesDeps,
  res: Response,
  reader: Allowed,
): Promise<Pick<ListAsked, 'powers' | 'runs'>> {
  const { who, school } = reader
  const may = (action: 'session.record' | 'session.confirm' | 'session.edit') =>
    deps.access.mayAt(res, action, school?.code)
  const mayRecord = await may('session.record')
  const mayEditHere = school ? await may('session.edit') : mayRecord
  const isOwn = ({ enteredBy }: AnySession) => personKeyOf(enteredBy) === personKeyOf(who)
  return {
    powers: {
      mayRecord,
      mayConfirm: await may('session.confirm'),
      mayEdit: (session) => mayEditHere && (who.kind === 'account' || isOwn(session)),
    },
    runs: mayRecord ? await runsOf(deps, reader) : [],
  }
}

/** Those of this place: a person may have presented elsewhere too. */
async function runsOf(
  { recordedRuns, clock }: RoutesDeps,
  { who, ...place }: Allowed,
): Promise<readonly Run[]> {
  const since = new Date(clock.now().getTime() - RUN_DAYS * 24 * 60 * 60 * 1000)
  const search = { personKey: personKeyOf(who), schoolId: place.school?.id, since }
  const found = await recordedRuns.listUnrecorded(search, placeKeyOf(place))
  return found.filter(({ schoolId }) => schoolId === undefined || schoolId === place.school?.id)
}

async function sessionsOf(
  { sessions, unplacedSessions, clock }: RoutesDeps,
  { school, contextKey, who }: Allowed,
): Promise<readonly AnySession[]> {
  const today = dayOf(clock.now())
  if (school) {
    const [from, to] = [addDays(today, -SHOWN_DAYS), addDays(today, SHOWN_DAYS)]
    return sessions.listOfSchool(school.id, from, to)
  }
  const waiting = await unplacedSessions.listOfContext(contextKey ?? '')
  return waiting
    .filter((one) => !one.schoolId && personKeyOf(one.enteredBy) === personKeyOf(who))
    .toSorted((one, other) => (one.heldOn < other.heldOn ? 1 : -1))
}
