import type { Brand } from '../runtime/index.ts'

/** One issuer + client id: what an administrator enters once (LTI core §3.1.3). */
export type RegistrationId = Brand<'RegistrationId'>

/** One LMS installation. Registrations of the same installation share it, so a pupil has one learner key there. */
export type PlatformId = Brand<'PlatformId'>

export type RegistrationState = 'pending' | 'active' | 'disabled'
export type DeploymentState = 'waiting' | 'allowed' | 'blocked'

export interface Deployment {
  readonly id: string
  readonly state: DeploymentState
}

/** Which school codes of a launch an administrator vouches for (interfaces §1, `--trust`). */
export type TrustedSchoolClaim = 'custom' | 'course'

export interface Registration {
  readonly id: RegistrationId
  readonly platformId: PlatformId
  readonly name: string
  readonly issuer: string
  readonly clientId: string
  readonly authUrl: string
  readonly tokenUrl: string
  readonly jwksUrl: string
  readonly state: RegistrationState
  readonly deployments: readonly Deployment[]
  readonly schoolCode?: string
  readonly trust: readonly TrustedSchoolClaim[]
  /** Origins that may frame us besides the issuer's and the login's: a cloud LMS lives elsewhere than its issuer. */
  readonly frameOrigins: readonly string[]
  /** Whether we may ask the platform how many learners a course has (names and roles, off unless switched on). */
  readonly countsMembers: boolean
  /** Audience of our assertions where it is not the token address (lti-dr). */
  readonly authorizationServer?: string
  /** What the platform granted of what we asked for, where it registered itself and said so. */
  readonly grantedScopes?: readonly string[]
  /** It registered itself with an invitation. */
  readonly invited: boolean
}

/** What an administrator may change afterwards; an empty school code takes the school away. */
export type RegistrationChanges = Partial<
  Pick<Registration, 'name' | 'schoolCode' | 'trust' | 'frameOrigins' | 'countsMembers'>
>

export interface RegistrationRepository {
  /** @throws ConflictError('registration-exists') where issuer and client id are registered */
  add(registration: Registration): Promise<void>
  list(): Promise<readonly Registration[]>
  setState(id: RegistrationId, state: RegistrationState): Promise<void>
  /**
   * What waits for approval gets this state; that it has it already is no conflict.
   * @throws ConflictError('platform-not-pending') where somebody decided otherwise, or it is not there
   */
  decide(id: RegistrationId, state: RegistrationState): Promise<void>
  change(id: RegistrationId, changes: RegistrationChanges): Promise<void>
  /** Adds the deployment or changes its state. */
  setDeployment(id: RegistrationId, deployment: Deployment): Promise<void>
  /** Adds the deployment as waiting unless it is known or `limit` are waiting already. */
  noteDeployment(id: RegistrationId, deploymentId: string, limit: number): Promise<void>
  /** Grows with every change; a cheap question that tells caches when to read again. */
  version(): Promise<number>
}
