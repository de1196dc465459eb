import type { Registration } from './registration.ts'
import type { Role } from './roles.ts'

/**
 * A proven resource-link launch, personal claims dropped. The one thing of a person that is left is `sub`, which lives
 * in memory until entry/ has made the learner key of it and sealed it.
 */
export interface Launch {
  readonly registration: Registration
  readonly deploymentId: string
  readonly sub: string
  readonly role: Role
  /** An LMS's own "student view" user (Canvas): may learn, is not counted. */
  readonly isTestUser: boolean
  readonly contextId?: string
  readonly custom: {
    readonly schoolCode?: string
    readonly module?: string
    readonly mode?: 'learn' | 'present'
  }
  readonly courseSchoolCode?: string
  /** Line item of this link, where a score may be sent to. */
  readonly lineItemUrl?: string
}
