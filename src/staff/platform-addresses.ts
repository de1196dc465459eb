import { both } from './module-routes.ts'

/** Addresses of connections, for administrators. */
export const PLATFORM_ROUTES = [
  'GET /platforms',
  ...both('/platforms/new'),
  ...both('/platforms/invitations'),
  'POST /platforms/invitations/withdraw',
  ...both('/platforms/keys'),
  'GET /platforms/:id',
  'POST /platforms/:id/state',
  'POST /platforms/:id/settings',
  'POST /platforms/:id/members',
  'POST /platforms/:id/deployments',
  'POST /platforms/:id/keys',
]
