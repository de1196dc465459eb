import type { RequestHandler, Response } from 'express'

import { VisitExpiredError } from '../errors/index.ts'
import type { Clock } from '../runtime/index.ts'
import type { Visit, VisitRepository } from './visit.ts'
import { type VisitCookie, visitIdOf } from './visit-cookie.ts'

export interface VisitsDeps {
  readonly visits: Pick<VisitRepository, 'find'>
  readonly visitCookie: VisitCookie
  readonly clock: Clock
}

/** The one round trip to the store that a page costs; without a cookie, none. */
export function visits(deps: VisitsDeps): RequestHandler {
  return async (req, res, next) => {
    const token = deps.visitCookie.read(req)
    const visit = token && (await deps.visits.find(visitIdOf(token), deps.clock.now()))
    if (visit) res.locals.visit = visit
    next()
  }
}

/** @throws VisitExpiredError */
export function currentVisit(res: Response): Visit {
  if (!res.locals.visit) throw new VisitExpiredError('visit-expired')
  return res.locals.visit
}
