/**
 * A module as one file that presents itself without a line, and at its end says in a code what happened.
 * Does not belong here: what a slide is (sessions/present/), reading the code (sessions/late/).
 */
export type { OfflinePackDeps } from './offline-pack.ts'
export type { OfflinePage } from './offline-page.ts'
export type { OfflineRoutesDeps } from './offline-routes.ts'
export { offlineRoutes } from './offline-routes.ts'
