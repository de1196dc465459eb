import type { RegistrationId, TrustedSchoolClaim } from './registration.ts'

/**
 * What one process has seen of one registration; replaced whole, so nothing is counted twice. A page adds up the
 * processes. Codes and names of claims only: no value of a launch, no person.
 */
export interface PlatformHealth {
  readonly registrationId: RegistrationId
  readonly processId: string
  readonly since: Date
  readonly updatedAt: Date
  /** How many launches on which day of Việt Nam (`YYYY-MM-DD`), the last seven of them. */
  readonly launchesOn: Readonly<Record<string, number>>
  readonly lastLaunch?: SeenLaunch
  /** When a login was last sent on to the platform, whatever came of it. */
  readonly lastLoginAt?: Date
  /** By error code. */
  readonly refusals: Readonly<Record<string, SeenRefusals>>
}

export interface SeenLaunch {
  readonly at: Date
  /** Platform's clock minus ours, milliseconds; a slow line makes it smaller. */
  readonly driftMs: number
  /** Names of claims about the person that came along and nobody asked for. */
  readonly personalClaims: readonly string[]
  readonly hasContext: boolean
  /** Where it carried a school code, whether or not that one counts. */
  readonly schoolCodes: readonly TrustedSchoolClaim[]
  /** A score can be sent back. */
  readonly canScore: boolean
}

export interface SeenRefusals {
  readonly count: number
  readonly lastAt: Date
  /** Which rule of the specification was broken last, for engineers. */
  readonly rule?: string
  /** Of the last one whose token was the platform's, milliseconds. */
  readonly driftMs?: number
}

/** Where launches are counted that name no registration of ours. */
export const UNKNOWN_LMS = 'unknown' as RegistrationId

// What is older says nothing of today.
export const HEALTH_LIFE_MS = 7 * 24 * 60 * 60 * 1000

export interface PlatformHealthRepository {
  save(health: PlatformHealth): Promise<void>
  /** Of every registration and process. */
  list(): Promise<readonly PlatformHealth[]>
  /** Deletes what was not updated since `before`; returns how many. */
  sweep(before: Date): Promise<number>
}
