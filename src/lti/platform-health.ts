import type { RegistrationId } from './registration.ts'

/**
 * What one process has seen of one registration since it started; replaced whole, so nothing is counted twice. A page
 * adds up the processes. Codes and names of claims only: no value of a launch, no person.
 */
export interface PlatformHealth {
  readonly registrationId: RegistrationId
  readonly processId: string
  readonly since: Date
  readonly updatedAt: Date
  readonly launches: number
  readonly lastLaunchAt?: Date
  /** Platform's clock minus ours at the last launch, milliseconds; a slow line makes it smaller. */
  readonly driftMs?: number
  /** How often which error code. */
  readonly refusals: Readonly<Record<string, number>>
  readonly lastRefusal?: { readonly code: string; readonly at: Date; readonly rule?: string }
  /** Names of claims about the person that the last launch carried and nobody asked for. */
  readonly personalClaims: readonly string[]
  /** Whether the last launch named a course, and a school code that may count. */
  readonly hasContext?: boolean
  readonly hasSchoolCode?: boolean
}

export interface PlatformHealthRepository {
  save(health: PlatformHealth): Promise<void>
  /** Of every registration and process. */
  list(): Promise<readonly PlatformHealth[]>
  /** Deletes what was not updated since `before`; returns how many. */
  sweep(before: Date): Promise<number>
}
