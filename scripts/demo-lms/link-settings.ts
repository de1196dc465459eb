/** What this LMS says that it takes from a tool: https://www.imsglobal.org/spec/lti-dl/v2p0#deep-linking-settings */
export interface LinkSettings {
  readonly types: readonly string[]
  readonly targets: readonly string[]
  readonly multiple: boolean
  /** Absent: the request does not say. */
  readonly lineItems?: boolean
  /** Whether something opaque goes along that must come back; a Moodle sends nothing. */
  readonly data: boolean
}

/** Those of a Moodle 4.5. */
export const moodleLinkSettings: LinkSettings = {
  types: ['ltiResourceLink'],
  targets: ['frame', 'iframe', 'window'],
  multiple: true,
  data: false,
}
