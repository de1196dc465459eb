/**
 * Cloud LMSs whose issuer is not where their configuration lives. Exact: an issuer that is not listed here must have its
 * configuration at its own origin, and below its own path where it has one.
 */
export interface KnownIssuer {
  readonly issuer: string
  /** Origins that may speak for it. */
  readonly origins: readonly string[]
  readonly source: string
}

const CANVAS = 'https://github.com/instructure/canvas-lms/blob/master/doc/api/lti_dev_key_config.md'
const BLACKBOARD = 'https://docs.anthology.com/docs/blackboard/lti/1.3/register-an-application'

export const KNOWN_ISSUERS: readonly KnownIssuer[] = [
  {
    issuer: 'https://canvas.instructure.com',
    origins: ['https://sso.canvaslms.com'],
    source: CANVAS,
  },
  {
    issuer: 'https://canvas.beta.instructure.com',
    origins: ['https://sso.beta.canvaslms.com'],
    source: CANVAS,
  },
  {
    issuer: 'https://canvas.test.instructure.com',
    origins: ['https://sso.test.canvaslms.com'],
    source: CANVAS,
  },
  {
    issuer: 'https://blackboard.com',
    origins: ['https://developer.blackboard.com', 'https://developer.anthology.com'],
    source: BLACKBOARD,
  },
]

/** Whether a configuration at this origin may be about this issuer (lti.md W17). */
export function speaksFor(configurationUrl: string, issuer: string): boolean {
  const { origin, pathname } = new URL(configurationUrl)
  const own = new URL(issuer)
  if (origin === own.origin) return isBelow(pathname, own.pathname)
  return KNOWN_ISSUERS.some((known) => known.issuer === issuer && known.origins.includes(origin))
}

/**
 * Several LMSs may live side by side on one host (Moodle: a wwwroot with a path). A slash that is written as `%2f`
 * could lead a server back out of the folder.
 */
function isBelow(path: string, folder: string): boolean {
  const start = folder.endsWith('/') ? folder : `${folder}/`
  return start === '/' || (path.startsWith(start) && !/%(2f|5c)/i.test(path))
}
