import { both } from './module-routes.ts'

/** Pages of those who open periods and say what holds in them. */
export const PERIOD_ROUTES = [
  ...both('/periods'),
  'GET /periods/rules',
  'POST /periods/rules/programme',
  'POST /periods/rules/calendar',
  'POST /periods/:id/open',
  'POST /periods/:id/close',
  'POST /periods/:id/exemptions',
]
