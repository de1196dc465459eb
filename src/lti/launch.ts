import type { Registration } from './registration.ts'
import type { Role } from './roles.ts'

/**
 * A proven launch, personal claims dropped. What is left of a person is `sub` (and `reviewedSub`), which live in memory
 * until entry/ has made the learner key of them and sealed what must go back.
 */
export interface Launch {
  readonly message: Message
  readonly registration: Registration
  readonly deploymentId: string
  readonly sub: string
  readonly role: Role
  /** An LMS's own "student view" user (Canvas): may learn, is not counted. */
  readonly isTestUser: boolean
  readonly issuedAt: Date
  readonly contextId?: string
  readonly custom: {
    readonly schoolCode?: string
    readonly module?: string
    readonly mode?: 'learn' | 'present'
  }
  readonly courseSchoolCode?: string
  readonly grades: GradeServices
  /** Where the platform lists the members of the course. */
  readonly membershipsUrl?: string
  /** Names of personal claims that came along, for the administrator's self-test. */
  readonly personalClaims: readonly string[]
}

export type Message =
  | { readonly kind: 'resource-link'; readonly linkId: string }
  | { readonly kind: 'deep-linking'; readonly settings: DeepLinkingSettings }
  | { readonly kind: 'submission-review'; readonly reviewedSub: string; readonly linkId?: string }

/** https://www.imsglobal.org/spec/lti-dl/v2p0#deep-linking-settings */
export interface DeepLinkingSettings {
  readonly returnUrl: string
  readonly acceptTypes: readonly string[]
  readonly acceptMultiple: boolean
  readonly acceptLineItem: boolean
  /** Document targets that the platform can show. */
  readonly targets: readonly string[]
  readonly data?: string
}

/** What the platform lets us do with grades: https://www.imsglobal.org/spec/lti-ags/v2p0#assignment-and-grade-service-claim */
export interface GradeServices {
  /** Line item of this link, where a score may be sent to. */
  readonly lineItemUrl?: string
  /** Where line items may be looked for and made, scores allowed too. */
  readonly lineItemsUrl?: string
}
