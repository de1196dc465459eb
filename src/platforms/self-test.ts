import type { KeySet, Registration } from '../lti/index.ts'
import { type HealthSummary, refusedSince } from './health-summary.ts'

/** `todo`: nothing has shown it yet. */
export type FindingState = 'ok' | 'todo' | 'warn' | 'bad'

/** One line of the self-test: what was looked at, what was found, with the names and numbers of it. */
export interface Finding {
  readonly check: CheckName
  readonly state: FindingState
  /** Its sentence is `platforms.check.<check>.<found>`. */
  readonly found: string
  readonly params?: Readonly<Record<string, string | number>>
}

export interface SelfTestFacts {
  readonly registration: Registration
  readonly health: HealthSummary
  /** As it was last had. */
  readonly keySet?: Pick<KeySet, 'fetchedAt'> | undefined
  readonly isSchoolKnown: (code: string) => boolean
  readonly now: Date
}

export const CHECK_NAMES = [
  'state',
  'launch',
  'deployment',
  'keys',
  'clock',
  'personal',
  'school',
  'context',
  'scores',
] as const

export type CheckName = (typeof CHECK_NAMES)[number]
type Found = Omit<Finding, 'check'>
type Check = (facts: SelfTestFacts) => Found

// Below the leeway of a launch (60 s), so that it is seen before it keeps anybody out.
const DRIFT_SHOWN_MS = 30_000
// A launch follows its login within seconds.
const LOGIN_ALONE_MS = 10_000
// Moodle sends the person's id number whatever its privacy settings (lti.md §8.1).
const SENT_ANYWAY = 'lis.person_sourcedid'

const CHECKS: Readonly<Record<CheckName, Check>> = {
  state: ({ registration }) => {
    if (registration.state === 'active') return { state: 'ok', found: 'active' }
    return { state: 'bad', found: registration.state }
  },

  launch: ({ health, now }) => {
    const { lastLaunch, lastLoginAt, refusals } = health
    if (lastLaunch) return { state: 'ok', found: 'came' }
    if (refusals.length > 0) return { state: 'bad', found: 'refused' }
    if (!lastLoginAt) return { state: 'todo', found: 'never' }
    const isAlone = now.getTime() - lastLoginAt.getTime() > LOGIN_ALONE_MS
    return isAlone ? { state: 'bad', found: 'stuck' } : { state: 'todo', found: 'underWay' }
  },

  deployment: ({ registration: { deployments }, health }) => {
    const waiting = deployments.filter(({ state }) => state === 'waiting').map(({ id }) => id)
    if (waiting.length > 0) return { state: 'bad', found: 'waiting', params: listOf(waiting) }
    if (refusedSince(health, 'deployment-blocked')) return { state: 'warn', found: 'blocked' }
    if (deployments.length === 0) return { state: 'todo', found: 'none' }
    const isAllowed = deployments.some(({ state }) => state === 'allowed')
    return isAllowed ? { state: 'ok', found: 'allowed' } : { state: 'warn', found: 'blocked' }
  },

  keys: ({ health, keySet }) => {
    if (refusedSince(health, 'keys-unavailable')) return { state: 'bad', found: 'unavailable' }
    const wereHad = health.lastLaunch !== undefined || keySet !== undefined
    return wereHad ? { state: 'ok', found: 'had' } : { state: 'todo', found: 'unread' }
  },

  clock: ({ health }) => {
    if (!health.drift) return { state: 'todo', found: 'unknown' }
    const { ms } = health.drift
    const params = { seconds: Math.round(Math.abs(ms) / 1000) }
    if (Math.abs(ms) <= DRIFT_SHOWN_MS) return { state: 'ok', found: 'right', params }
    const state = refusedSince(health, 'token-expired') ? 'bad' : 'warn'
    return { state, found: ms > 0 ? 'ahead' : 'behind', params }
  },

  personal: ({ health: { lastLaunch } }) => {
    if (!lastLaunch) return { state: 'todo', found: 'unknown' }
    const { personalClaims } = lastLaunch
    if (personalClaims.length === 0) return { state: 'ok', found: 'none' }
    const isOnlyNumber = personalClaims.every((name) => name === SENT_ANYWAY)
    if (isOnlyNumber) return { state: 'ok', found: 'numberOnly', params: listOf(personalClaims) }
    return { state: 'warn', found: 'shared', params: listOf(personalClaims) }
  },

  school: ({ registration, health: { lastLaunch }, isSchoolKnown }) => {
    const { schoolCode, trust } = registration
    if (schoolCode !== undefined) {
      const params = { code: schoolCode }
      if (isSchoolKnown(schoolCode)) return { state: 'ok', found: 'own', params }
      return { state: 'bad', found: 'ownUnknown', params }
    }
    if (!lastLaunch) return { state: 'todo', found: 'unknown' }
    const { schoolCodes } = lastLaunch
    if (schoolCodes.some((kind) => trust.includes(kind))) return { state: 'ok', found: 'sent' }
    return { state: 'warn', found: schoolCodes.length > 0 ? 'untrusted' : 'none' }
  },

  context: ({ health: { lastLaunch } }) => {
    if (!lastLaunch) return { state: 'todo', found: 'unknown' }
    return lastLaunch.hasContext
      ? { state: 'ok', found: 'named' }
      : { state: 'warn', found: 'missing' }
  },

  scores: ({ health: { lastLaunch } }) => {
    if (!lastLaunch) return { state: 'todo', found: 'unknown' }
    return lastLaunch.canScore
      ? { state: 'ok', found: 'possible' }
      : { state: 'warn', found: 'impossible' }
  },
}

/** What the last week shows of a connection; before the first launch mostly what is still to come. */
export function selfTest(facts: SelfTestFacts): readonly Finding[] {
  return CHECK_NAMES.map((check) => ({ check, ...CHECKS[check](facts) }))
}

const WORST_FIRST: readonly FindingState[] = ['bad', 'warn', 'todo', 'ok']

/** One light for all. */
export function lightOf(findings: readonly Pick<Finding, 'state'>[]): FindingState {
  return WORST_FIRST.find((state) => findings.some((one) => one.state === state)) ?? 'todo'
}

function listOf(names: readonly string[]) {
  return { names: names.join(', ') }
}
