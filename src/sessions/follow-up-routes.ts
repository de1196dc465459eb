import { type Request, type Response, Router } from 'express'

import { MalformedRequestError } from '../errors/index.ts'
import { textField } from '../web/index.ts'
import { personKeyOf } from './attestation.ts'
import { followUpIdOf } from './follow-ups/follow-up.ts'
import { followedClasses, offersFollowUps } from './follow-ups/followed-classes.ts'
import { paths } from './paths.ts'
import type { RoutesDeps } from './routes-deps.ts'
import type { SessionId } from './session.ts'
import { isPlaced } from './session-service.ts'

const LONGEST_LABEL = 60

/** `/sessions/:id/follow-ups`: a class has done it, or has not after all; twice the same press is one. */
export function followUpRoutes(deps: RoutesDeps): Router {
  const router = Router()
  router.post('/:id/follow-ups', (req, res) => press(deps, req, res))
  return router
}

async function press(
  { service, access, directory, followUps, clock }: RoutesDeps,
  req: Request<{ id: string }>,
  res: Response,
): Promise<void> {
  const session = await service.get(req.params.id as SessionId)
  const who = await access.to(res, 'session.follow-up', session)
  const label = textField(req.body, 'class', LONGEST_LABEL) ?? ''
  const school = isPlaced(session) ? directory.byId(session.schoolId) : undefined
  const classes = school && offersFollowUps(session) ? followedClasses(session, school) : []
  if (!school || !classes.some((one) => one.label === label)) {
    throw new MalformedRequestError('malformed-request', { field: 'class' })
  }
  const id = followUpIdOf(session.id, label)
  if (textField(req.body, 'done', 1) === '1') {
    const fact = { id, sessionId: session.id, schoolId: school.id, label }
    await followUps.add({ ...fact, personKey: personKeyOf(who), doneAt: clock.now() })
  } else await followUps.remove(id)
  res.redirect(303, `${paths.session(session.id)}#follow-ups`)
}
