/**
 * `/api/v1`: JSON for other systems, with the rights of the account behind the token, and its OpenAPI description.
 * Does not belong here: what the figures are (coverage/), who holds a token (staff/).
 */
export type { ApiDeps } from './api-routes.ts'
export { apiRoutes } from './api-routes.ts'
export type { CoverageFacts, CoverageJson } from './coverage-json.ts'
export { coverageJson } from './coverage-json.ts'
export { findArea } from './find-area.ts'
