import {
  both,
  EDITING_ROUTES,
  HANDOUT_ROUTES,
  MODULE_ROUTES,
  RESOURCE_ROUTES,
} from './module-routes.ts'
import { COVERAGE_LIST_ROUTES, PERIOD_ROUTES } from './period-addresses.ts'
import { PLATFORM_ROUTES } from './platform-addresses.ts'
import type { Role } from './role.ts'
import { CONTACT_ROUTES, COUNSELLOR_ROUTES, SCHOOL_LIST_ROUTES } from './school-addresses.ts'

/** Besides roles: any account whatever its grants, staff of an LMS, and pupils. */
export type Holder = Role | 'account' | 'lti-teacher' | 'learner'

export interface Permission {
  /**
   * `anywhere`: having the right is enough. `place`: the grant must reach the school or area asked for.
   * `place-or-unassigned`: so too, and a teacher whose course has no school yet has it for no school.
   */
  readonly scope: 'anywhere' | 'place' | 'place-or-unassigned'
  readonly holders: readonly Holder[]
  /** Addresses that ask for it; one that no line names cannot be reached (route-guard.ts). */
  readonly routes: readonly string[]
}

const AT_SCHOOL: readonly Holder[] = ['teacher', 'coordinator', 'principal']
const ABOVE: readonly Holder[] = ['commune-official', 'officer', 'administrator', 'auditor']
const EVERY_ROLE: readonly Holder[] = [...AT_SCHOOL, ...ABOVE, 'editor', 'privacy-contact']

/** The only place that says who may do what, and where: role × action × scope, with the addresses of each action. */
const PERMISSIONS = {
  learn: { scope: 'anywhere', holders: ['learner'], routes: ['GET /', ...MODULE_ROUTES] },
  'account.own': {
    scope: 'anywhere',
    holders: ['account'],
    routes: ['GET /', 'POST /sign-out', 'GET /staff/me', ...both('/staff/me/password')],
  },
  'module.preview': {
    scope: 'anywhere',
    holders: [...EVERY_ROLE, 'lti-teacher'],
    routes: ['GET /', ...MODULE_ROUTES, ...HANDOUT_ROUTES],
  },
  'resource.manage': {
    scope: 'place',
    holders: ['officer', 'editor'],
    routes: RESOURCE_ROUTES,
  },
  'link.choose': {
    scope: 'anywhere',
    holders: ['lti-teacher'],
    routes: [...both('/links'), 'GET /links/preview/:id'],
  },
  'completion.review': {
    scope: 'anywhere',
    holders: ['lti-teacher', 'learner'],
    routes: ['GET /review'],
  },
  'present.run': {
    scope: 'place-or-unassigned',
    holders: [...AT_SCHOOL, 'lti-teacher'],
    routes: ['GET /present/:id'],
  },
  'session.read': {
    scope: 'place',
    holders: [...AT_SCHOOL, ...ABOVE, 'lti-teacher'],
    routes: ['GET /sessions', 'GET /sessions/choose', 'GET /sessions/:id'],
  },
  'session.record': {
    scope: 'place-or-unassigned',
    holders: [...AT_SCHOOL, 'lti-teacher'],
    routes: [
      'GET /sessions/new',
      'GET /sessions/late',
      'POST /sessions',
      'POST /sessions/drafts',
      'POST /sessions/drafts/discard',
    ],
  },
  'session.edit': {
    scope: 'place',
    holders: [...AT_SCHOOL, 'lti-teacher'],
    routes: ['POST /sessions/:id', ...both('/sessions/:id/edit'), 'POST /sessions/:id/withdraw'],
  },
  'session.confirm': {
    scope: 'place',
    holders: ['principal'],
    routes: ['POST /sessions/:id/confirm'],
  },
  'session.return': {
    scope: 'place',
    holders: ['principal', 'officer'],
    routes: ['POST /sessions/:id/return'],
  },
  'session.follow-up': {
    scope: 'place',
    holders: [...AT_SCHOOL, 'lti-teacher'],
    routes: ['POST /sessions/:id/follow-ups'],
  },
  'school.read': {
    scope: 'place',
    holders: [...AT_SCHOOL, ...ABOVE],
    routes: ['GET /schools/:code'],
  },
  'poster.print': {
    scope: 'place',
    holders: [...AT_SCHOOL, 'officer', 'administrator'],
    routes: ['GET /schools/:code/poster'],
  },
  'poster.renew': {
    scope: 'place',
    holders: ['principal'],
    routes: ['POST /schools/:code/poster/renew'],
  },
  'school.list': { scope: 'place', holders: ABOVE, routes: ['GET /schools'] },
  'school.edit': {
    scope: 'place',
    holders: ['coordinator', 'principal', 'officer', 'administrator'],
    routes: COUNSELLOR_ROUTES,
  },
  'school.import': {
    scope: 'place',
    holders: ['officer', 'administrator'],
    routes: SCHOOL_LIST_ROUTES,
  },
  // What is published is everybody's, so a grant for a school or an area does not reach it.
  'content.edit': { scope: 'place', holders: ['editor'], routes: EDITING_ROUTES },
  'help.edit': {
    scope: 'place',
    holders: ['officer', 'administrator', 'editor'],
    routes: CONTACT_ROUTES,
  },
  'coverage.read': {
    scope: 'place',
    holders: [...AT_SCHOOL, ...ABOVE, 'lti-teacher'],
    routes: ['GET /coverage', 'GET /coverage/schools/:code'],
  },
  'coverage.list': { scope: 'place', holders: ABOVE, routes: COVERAGE_LIST_ROUTES },
  'open-run.count': {
    scope: 'place',
    holders: ['officer', 'administrator', 'auditor'],
    routes: ['GET /coverage/parents', 'GET /coverage/parents.xlsx'],
  },
  'report.read': { scope: 'place', holders: ['principal', ...ABOVE], routes: [] },
  'period.read': { scope: 'anywhere', holders: [...EVERY_ROLE, 'lti-teacher'], routes: [] },
  'period.manage': {
    scope: 'place',
    holders: ['officer', 'administrator'],
    routes: PERIOD_ROUTES,
  },
  'binding.read': {
    scope: 'anywhere',
    holders: ['officer', 'administrator', 'auditor'],
    routes: ['GET /bindings'],
  },
  'binding.assign': {
    scope: 'place',
    holders: ['officer', 'administrator'],
    routes: ['POST /bindings'],
  },
  'score.read': {
    scope: 'anywhere',
    holders: ['officer', 'administrator', 'auditor'],
    routes: ['GET /platforms/scores'],
  },
  'score.retry': {
    scope: 'anywhere',
    holders: ['administrator'],
    routes: ['POST /platforms/scores/retry'],
  },
  'platform.manage': {
    scope: 'place',
    holders: ['administrator'],
    routes: PLATFORM_ROUTES,
  },
  'staff.manage': {
    scope: 'place',
    holders: ['administrator'],
    routes: [
      'GET /staff',
      ...both('/staff/new'),
      'GET /staff/:id',
      'POST /staff/:id/link',
      'POST /staff/:id/state',
      'POST /staff/:id/grants',
      'POST /staff/:id/grants/end',
    ],
  },
} satisfies Record<string, Permission>

export type Action = keyof typeof PERMISSIONS

export const ACTIONS = Object.keys(PERMISSIONS) as readonly Action[]

export function permissionOf(action: Action): Permission {
  return PERMISSIONS[action]
}
