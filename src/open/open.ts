import { countsRoutes, type CountsRoutesDeps } from './counts-routes.ts'
import type { OpenRoutesDeps } from './open-asked.ts'
import { createOpenCounter, type OpenCounterDeps } from './open-counter.ts'
import { openRoutes } from './open-routes.ts'
import { posterRoutes, type PosterRoutesDeps } from './poster-routes.ts'
import { createSchoolOfToken } from './school-of-token.ts'
import { createFindTaught, type TaughtDeps } from './taught.ts'

export type OpenDeps = OpenCounterDeps &
  TaughtDeps &
  PosterRoutesDeps &
  CountsRoutesDeps &
  Omit<OpenRoutesDeps, 'counter' | 'findTaught' | 'schoolOfToken'>

export interface Open {
  /** For `/open`, ahead of the visits. */
  readonly router: ReturnType<typeof openRoutes>
  /** For `/schools`, after the visit and the form protection. */
  readonly posters: ReturnType<typeof posterRoutes>
  /** For `/coverage`, so too. */
  readonly counts: ReturnType<typeof countsRoutes>
}

export function createOpen(deps: OpenDeps): Open {
  const counter = createOpenCounter(deps)
  const own = {
    ...{ counter, findTaught: createFindTaught(deps) },
    schoolOfToken: createSchoolOfToken(deps),
  }
  return {
    router: openRoutes({ ...deps, ...own }),
    posters: posterRoutes(deps),
    counts: countsRoutes(deps),
  }
}
