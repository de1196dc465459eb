const AGS = 'https://purl.imsglobal.org/spec/lti-ags/scope'

/**
 * The services that a platform is asked to grant: https://www.imsglobal.org/spec/lti-ags/v2p0#scope. Names and roles are
 * not among them: counting learners is off until an administrator of both sides wants it (docs/decisions/0019).
 */
export const SCOPES_ASKED: readonly string[] = [
  `${AGS}/lineitem`,
  `${AGS}/lineitem.readonly`,
  `${AGS}/score`,
]

/** A Canvas account's SIS id is set by its administrators (lti.md §9, row 5); no other value of Canvas is asked for. */
export const CANVAS_SCHOOL_CODE = { name: 'school_code', variable: 'Canvas.account.sisSourceId' }

/** What we call ourselves on the pages of a platform. */
export interface About {
  readonly name: string
  readonly description: string
  /** Of the entry with which a teacher chooses modules. */
  readonly pickLabel: string
  readonly logoUrl: string
}
