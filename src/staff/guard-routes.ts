import type { Request, RequestHandler } from 'express'

import { ForbiddenError, NotFoundError, VisitExpiredError } from '../errors/index.ts'
import type { Actors } from './actors.ts'
import { mayAnywhere } from './can.ts'
import { LONGEST_NEXT } from './home.ts'
import { paths } from './paths.ts'
import { type Action, permissionOf } from './permissions.ts'
import { actionsOf } from './route-guard.ts'

/**
 * Ahead of every page behind a visit: refuses by the permission table alone, so that a route that nobody thought of is
 * closed rather than open. The route itself then asks for the place.
 */
export function routeGuard(actors: Pick<Actors, 'roughActorOf'>): RequestHandler {
  return async (req, res, next) => {
    const actions = actionsOf(req.method, req.path)
    if (actions.length === 0) throw new NotFoundError('not-found')
    if (!res.locals.visit && isForSignIn(req, actions)) {
      res.redirect(303, signInFor(req))
      return
    }
    const actor = await actors.roughActorOf(res)
    if (actor.kind === 'nobody') throw new VisitExpiredError('visit-expired')
    if (!actions.some((action) => mayAnywhere(actor, action)))
      throw new ForbiddenError('not-allowed')
    next()
  }
}

function signInFor({ path, originalUrl }: Request): string {
  if (path === '/' || originalUrl.length > LONGEST_NEXT) return paths.signIn
  return `${paths.signIn}?${new URLSearchParams({ next: originalUrl }).toString()}`
}

/**
 * A page of staff that is opened without a visit asks to sign in and then goes on; a pupil goes back to the LMS, and so
 * does a teacher whom only the LMS can send there.
 */
function isForSignIn(req: Request, actions: readonly Action[]): boolean {
  const isPage = req.method === 'GET' && req.accepts(['html', 'json']) === 'html'
  return isPage && (req.path === '/' || (!actions.includes('learn') && actions.some(isForAccounts)))
}

function isForAccounts(action: Action): boolean {
  return permissionOf(action).holders.some(
    (holder) => holder !== 'learner' && holder !== 'lti-teacher',
  )
}
