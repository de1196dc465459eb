import { linksRoutes, type LinksRoutesDeps } from './links-routes.ts'
import { reviewRoutes, type ReviewRoutesDeps } from './review-routes.ts'

export type AskedRoutesDeps = LinksRoutesDeps & ReviewRoutesDeps

/** What an LMS asks for besides a lesson: `/links` and `/review`, after the visit and the form protection. */
export function createAskedRoutes(deps: AskedRoutesDeps) {
  return { links: linksRoutes(deps), review: reviewRoutes(deps) }
}
