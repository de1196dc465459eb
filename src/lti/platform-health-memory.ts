import { addDays, type Clock, createToken, type Day, dayOf } from '../runtime/index.ts'
import type { Launch } from './launch.ts'
import {
  HEALTH_LIFE_MS,
  type PlatformHealth,
  type SeenLaunch,
  type SeenRefusals,
} from './platform-health.ts'
import type { RegistrationId, TrustedSchoolClaim } from './registration.ts'

const DAYS = 7

export interface Refusal {
  readonly registrationId: RegistrationId
  readonly code: string
  readonly rule?: string | undefined
  /** `iat` of a token that the platform has signed. */
  readonly issuedAt?: Date | undefined
}

/** One registration as this process sees it. Keys are registrations, days and error codes of ours: all few. */
interface Seen {
  readonly launchesOn: Map<Day, number>
  readonly refusals: Map<string, SeenRefusals>
  lastLaunch?: SeenLaunch
  lastLoginAt?: Date
  updatedAt: Date
}

/** What this process has seen since it started, and of what of that the store has not heard yet. */
export function createHealthMemory(clock: Clock) {
  const identity = { processId: createToken().slice(0, 12), since: clock.now() }
  const seen = new Map<RegistrationId, Seen>()
  const changed = new Set<RegistrationId>()
  return {
    processId: identity.processId,
    changed,
    of(id: RegistrationId, now: Date): Seen {
      const one = seen.get(id) ?? { launchesOn: new Map(), refusals: new Map(), updatedAt: now }
      one.updatedAt = now
      seen.set(id, one)
      changed.add(id)
      return one
    },
    all: () => Array.from(seen, ([id, one]) => toHealth(id, one, identity)),
    get(id: RegistrationId): readonly PlatformHealth[] {
      const one = seen.get(id)
      return one ? [toHealth(id, one, identity)] : []
    },
  }
}

export function addLaunch(one: Seen, launch: Launch): void {
  const at = one.updatedAt
  const day = dayOf(at)
  one.launchesOn.set(day, (one.launchesOn.get(day) ?? 0) + 1)
  one.lastLaunch = {
    at,
    driftMs: launch.issuedAt.getTime() - at.getTime(),
    personalClaims: launch.personalClaims,
    hasContext: launch.contextId !== undefined,
    schoolCodes: schoolCodesOf(launch),
    canScore: launch.grades.lineItemUrl !== undefined || launch.grades.lineItemsUrl !== undefined,
  }
}

function schoolCodesOf({ custom, courseSchoolCode }: Launch): readonly TrustedSchoolClaim[] {
  return [
    ...(custom.schoolCode ? (['custom'] as const) : []),
    ...(courseSchoolCode ? (['course'] as const) : []),
  ]
}

export function addRefusal(one: Seen, { code, rule, issuedAt }: Refusal): void {
  const lastAt = one.updatedAt
  const count = (one.refusals.get(code)?.count ?? 0) + 1
  const driftMs = issuedAt && issuedAt.getTime() - lastAt.getTime()
  one.refusals.set(code, {
    count,
    lastAt,
    ...(rule !== undefined && { rule }),
    ...(driftMs !== undefined && { driftMs }),
  })
}

type Identity = Pick<PlatformHealth, 'processId' | 'since'>

function toHealth(id: RegistrationId, one: Seen, identity: Identity): PlatformHealth {
  forgetTheOld(one)
  const { launchesOn, refusals, lastLaunch, lastLoginAt, updatedAt } = one
  return {
    registrationId: id,
    ...identity,
    updatedAt,
    launchesOn: Object.fromEntries(launchesOn),
    refusals: Object.fromEntries(refusals),
    ...(lastLaunch && { lastLaunch }),
    ...(lastLoginAt && { lastLoginAt }),
  }
}

/** A process may live for months. */
function forgetTheOld({ launchesOn, refusals, updatedAt }: Seen): void {
  const firstDay = addDays(dayOf(updatedAt), 1 - DAYS)
  for (const day of launchesOn.keys()) if (day < firstDay) launchesOn.delete(day)
  for (const [code, { lastAt }] of refusals) {
    if (updatedAt.getTime() - lastAt.getTime() > HEALTH_LIFE_MS) refusals.delete(code)
  }
}
