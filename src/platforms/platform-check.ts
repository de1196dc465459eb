import {
  type KeySet,
  type KeySetRepository,
  type PlatformHealth,
  type Registration,
  UNKNOWN_LMS,
} from '../lti/index.ts'
import type { Clock } from '../runtime/index.ts'
import type { SchoolDirectory } from '../schools/index.ts'
import { healthOf, type HealthSummary } from './health-summary.ts'
import { type Finding, type FindingState, lightOf, selfTest } from './self-test.ts'

export interface PlatformCheckDeps {
  readonly health: { list(): Promise<readonly PlatformHealth[]> }
  readonly keySets: Pick<KeySetRepository, 'find'>
  readonly directory: Pick<SchoolDirectory, 'byCode'>
  readonly clock: Clock
}

/** What is known of one connection, as of one moment. */
export interface Checked {
  readonly asOf: Date
  readonly health: HealthSummary
  readonly keySet?: Pick<KeySet, 'fetchedAt'>
  readonly findings: readonly Finding[]
  readonly light: FindingState
}

export interface PlatformCheck {
  check(registration: Registration): Promise<Checked>
  /** The light of each, in their order; asks the store once for all of them. */
  overview(registrations: readonly Registration[]): Promise<Overview>
}

export interface Overview {
  readonly listed: readonly Listed[]
  /** Launches of LMSs that are no registration here. */
  readonly strangers: HealthSummary
}

export interface Listed {
  readonly registration: Registration
  readonly light: FindingState
  readonly health: HealthSummary
}

export function createPlatformCheck(deps: PlatformCheckDeps): PlatformCheck {
  const { health, keySets, clock } = deps
  const isSchoolKnown = (code: string) => deps.directory.byCode(code) !== undefined
  return {
    async check(registration) {
      const now = clock.now()
      const keySet = await keySets.find(registration.jwksUrl)
      const summary = healthOf(await health.list(), registration.id, now)
      const findings = selfTest({ registration, health: summary, keySet, isSchoolKnown, now })
      const light = lightOf(findings)
      return { asOf: now, health: summary, findings, light, ...(keySet && { keySet }) }
    },
    async overview(registrations) {
      const now = clock.now()
      const byRegistration = Map.groupBy(await health.list(), (one) => one.registrationId)
      const ofStrangers = byRegistration.get(UNKNOWN_LMS) ?? []
      const listed = registrations.map((registration) => {
        const own = byRegistration.get(registration.id) ?? []
        const summary = healthOf(own, registration.id, now)
        const findings = selfTest({ registration, health: summary, isSchoolKnown, now })
        return { registration, health: summary, light: lightOf(findings) }
      })
      return { listed, strangers: healthOf(ofStrangers, UNKNOWN_LMS, now) }
    },
  }
}
