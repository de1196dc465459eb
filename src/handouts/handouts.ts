import { handoutRoutes, type HandoutRoutesDeps } from './handout-routes.ts'

export type HandoutsDeps = HandoutRoutesDeps

export interface Handouts {
  /** For `/modules`, beside the lessons. */
  readonly router: ReturnType<typeof handoutRoutes>
}

export function createHandouts(deps: HandoutsDeps): Handouts {
  return { router: handoutRoutes(deps) }
}
