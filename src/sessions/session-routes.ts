import { type Response, Router } from 'express'

import { dayOf } from '../runtime/index.ts'
import type { FollowUp } from './follow-ups/index.ts'
import { countsOfPack } from './late/pack-run.ts'
import { type IdeasView, ideasView, shownVersion } from './present/ideas-view.ts'
import type { RoutesDeps } from './routes-deps.ts'
import type { Session, SessionId } from './session.ts'
import type { SessionAction } from './session-access.ts'
import { type Powers, sessionPage } from './session-page.ts'
import { type AnySession, isPlaced } from './session-service.ts'

/** `/sessions/:id`: looking. */
export function sessionRoutes(deps: RoutesDeps): Router {
  const router = Router()
  router.get('/:id', async (req, res) => {
    const session = await deps.service.get(req.params.id as SessionId)
    await showSession(deps, res, { session })
  })
  return router
}

interface Shown {
  readonly session: AnySession
  readonly problem?: string
  readonly typedReason?: string
}

export async function showSession(deps: RoutesDeps, res: Response, shown: Shown): Promise<void> {
  const { access, directory, texts, catalogue, clock } = deps
  const { session } = shown
  await access.to(res, 'session.read', session)
  const powers = await powersOver(deps, res, session)
  const known = {
    school: session.schoolId && directory.byId(session.schoolId),
    others: await othersOf(deps, session),
    whyNot: isPlaced(session) ? await deps.whyNotCounted(session) : [],
    powers,
    done: await followUpsOf(deps, session),
    ideas: powers.mayEdit || powers.mayConfirm ? await ideasOfRuns(deps, session) : [],
    today: dayOf(clock.now()),
  }
  deps.renderPage(res, 'sessions/session', sessionPage({ ...shown, ...known }, texts, catalogue))
}

async function powersOver(
  { access }: RoutesDeps,
  res: Response,
  session: AnySession,
): Promise<Powers> {
  const may = (action: SessionAction) => access.may(res, action, session)
  return {
    mayEdit: await may('session.edit'),
    mayConfirm: isPlaced(session) && (await may('session.confirm')),
    mayReturn: isPlaced(session) && (await may('session.return')),
    mayFollowUp: isPlaced(session) && (await may('session.follow-up')),
  }
}

/** For those who taught it and those who answer for it at the school; counts, never a pupil. */
async function ideasOfRuns(
  { recordedRuns, catalogue, texts }: RoutesDeps,
  { evidence }: AnySession,
): Promise<readonly IdeasView[]> {
  const runs = await Promise.all(
    evidence.map(async (one) => {
      if (one.kind === 'offline-pack') return countsOfPack(one.code, { catalogue })
      return one.kind === 'run-log' ? await recordedRuns.find(one.runId) : undefined
    }),
  )
  return runs.flatMap((run) => {
    const module = run && shownVersion(catalogue, run)
    if (!module) return []
    const addressOf = (step: number) => `/modules/${module.id}/steps/${step}`
    return ideasView({ module, run, addressOf }, texts) ?? []
  })
}

function followUpsOf({ followUps }: RoutesDeps, session: AnySession): Promise<readonly FollowUp[]> {
  if (!isPlaced(session)) return Promise.resolve([])
  return followUps.listOfSession(session.schoolId, session.id)
}

function othersOf({ sessions }: RoutesDeps, session: AnySession): Promise<readonly Session[]> {
  if (!isPlaced(session)) return Promise.resolve([])
  return sessions.listOfSchool(session.schoolId, session.heldOn, session.heldOn)
}
