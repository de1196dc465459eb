import type { RequestHandler, Response } from 'express'

import { VisitExpiredError } from '../errors/index.ts'
import type { Clock } from '../runtime/index.ts'
import { frameOnlyBy, refuseFraming } from './security-headers.ts'
import type { Visit, VisitOrigin, VisitRepository } from './visit.ts'
import { type VisitCookie, visitIdOf } from './visit-cookie.ts'

export interface VisitsDeps {
  readonly visits: Pick<VisitRepository, 'find'>
  readonly visitCookie: VisitCookie
  readonly clock: Clock
  /** Where launches come from; nothing is asked of it where there are none. */
  readonly platforms?: PlatformsOfVisits
}

export interface PlatformsOfVisits {
  /** Whether an administrator has switched off the platform since. */
  isClosed(origin: VisitOrigin): boolean
  /** Origins of the platform, which alone may frame the visit's pages. */
  framersOf(registrationId: string): readonly string[]
}

/** The one round trip to the store that a page costs; without a cookie, none. */
export function visits(deps: VisitsDeps): RequestHandler {
  const { platforms } = deps
  const isClosed = ({ origin }: Visit) => origin !== undefined && platforms?.isClosed(origin)
  return async (req, res, next) => {
    const token = deps.visitCookie.read(req)
    const visit = token && (await deps.visits.find(visitIdOf(token), deps.clock.now()))
    if (visit && !isClosed(visit)) {
      res.locals.visit = visit
      if (visit.accountId !== undefined) refuseFraming(res)
      else if (visit.origin && platforms)
        frameOnlyBy(res, platforms.framersOf(visit.origin.registrationId))
    }
    next()
  }
}

/** @throws VisitExpiredError */
export function currentVisit(res: Response): Visit {
  if (!res.locals.visit) throw new VisitExpiredError('visit-expired')
  return res.locals.visit
}
