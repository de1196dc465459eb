import {
  HEALTH_LIFE_MS,
  type PlatformHealth,
  type SeenLaunch,
  type SeenRefusals,
} from '../lti/index.ts'
import { addDays, dayOf } from '../runtime/index.ts'

const DAYS = 7

/** What all processes have seen of one registration within a week. */
export interface HealthSummary {
  readonly launches: number
  readonly lastLaunch?: SeenLaunch
  readonly lastLoginAt?: Date
  /** The most recent first. */
  readonly refusals: readonly Refused[]
  /** Of the last token that the platform signed, of a launch or a refused one. */
  readonly drift?: { readonly ms: number; readonly at: Date }
}

export interface Refused extends SeenRefusals {
  readonly code: string
}

export function healthOf(
  records: readonly PlatformHealth[],
  registrationId: string,
  now: Date,
): HealthSummary {
  const own = records.filter((one) => one.registrationId === registrationId)
  const lastLaunch = latest(own.map((one) => one.lastLaunch).filter(isThere), ({ at }) => at)
  const lastLoginAt = latest(own.map((one) => one.lastLoginAt).filter(isThere), (at) => at)
  const refusals = refusalsOf(own, now)
  const drift = driftOf(lastLaunch, refusals)
  return {
    launches: launchesOf(own, now),
    refusals,
    ...(lastLaunch && { lastLaunch }),
    ...(lastLoginAt && { lastLoginAt }),
    ...(drift && { drift }),
  }
}

/** When this was last refused, if it was refused after the last launch that went well. */
export function refusedSince(
  { refusals, lastLaunch }: HealthSummary,
  code: string,
): Refused | undefined {
  const refused = refusals.find((one) => one.code === code)
  const isOver = refused && lastLaunch && lastLaunch.at >= refused.lastAt
  return isOver ? undefined : refused
}

function launchesOf(own: readonly PlatformHealth[], now: Date): number {
  const firstDay = addDays(dayOf(now), 1 - DAYS)
  const days = own.flatMap(({ launchesOn }) => Object.entries(launchesOn))
  return days.reduce((sum, [day, count]) => (day >= firstDay ? sum + count : sum), 0)
}

function refusalsOf(own: readonly PlatformHealth[], now: Date): readonly Refused[] {
  const summed = new Map<string, Refused>()
  for (const [code, one] of own.flatMap(({ refusals }) => Object.entries(refusals))) {
    if (now.getTime() - one.lastAt.getTime() > HEALTH_LIFE_MS) continue
    const known = summed.get(code)
    const count = one.count + (known?.count ?? 0)
    const newer = known && known.lastAt > one.lastAt ? known : one
    summed.set(code, { ...newer, code, count })
  }
  return [...summed.values()].toSorted(
    (one, other) => other.lastAt.getTime() - one.lastAt.getTime(),
  )
}

function driftOf(lastLaunch: SeenLaunch | undefined, refusals: readonly Refused[]) {
  const launched = lastLaunch ? [{ ms: lastLaunch.driftMs, at: lastLaunch.at }] : []
  const refused = refusals.flatMap(({ driftMs, lastAt }) =>
    driftMs === undefined ? [] : [{ ms: driftMs, at: lastAt }],
  )
  return latest([...launched, ...refused], ({ at }) => at)
}

function latest<T>(all: readonly T[], atOf: (one: T) => Date): T | undefined {
  return all.toSorted((one, other) => atOf(other).getTime() - atOf(one).getTime())[0]
}

function isThere<T>(one: T | undefined): one is T {
  return one !== undefined
}
