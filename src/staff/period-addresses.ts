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
  'POST /periods/:id/modules',
]

/** Lists of many schools. */
export const COVERAGE_LIST_ROUTES = ['GET /coverage/not-yet.txt', 'GET /coverage/export.xlsx']
