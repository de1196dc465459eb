import type { PlatformConfiguration } from './platform-configuration.ts'
import { type About, CANVAS_SCHOOL_CODE, SCOPES_ASKED } from './services-asked.ts'

const TOOL = 'https://purl.imsglobal.org/spec/lti-tool-configuration'
const CANVAS = 'https://canvas.instructure.com/lti'

/** Where a teacher may be offered our modules: of the standard, and of Canvas. */
const PICK_PLACEMENTS = ['ContentArea', 'assignment_selection', 'link_selection']

export interface ToolAddresses {
  readonly loginUrl: string
  readonly launchUrl: string
  readonly jwksUrl: string
}

/**
 * What we ask a platform to register: https://www.imsglobal.org/spec/lti-dr/v1p0#tool-configuration. Claims are `iss` and
 * `sub` alone, since Moodle sends names with every launch to who asks for them (lti.md W20).
 */
export function toolRegistration(
  platform: PlatformConfiguration,
  { loginUrl, launchUrl, jwksUrl }: ToolAddresses,
  about: About,
): object {
  return {
    application_type: 'web',
    response_types: ['id_token'],
    grant_types: ['implicit', 'client_credentials'],
    initiate_login_uri: loginUrl,
    redirect_uris: [launchUrl],
    client_name: about.name,
    jwks_uri: jwksUrl,
    logo_uri: about.logoUrl,
    token_endpoint_auth_method: 'private_key_jwt',
    scope: scopesFor(platform).join(' '),
    [TOOL]: {
      // Moodle compares it with the host and port of the target address.
      domain: new URL(launchUrl).host,
      description: about.description,
      target_link_uri: launchUrl,
      claims: ['iss', 'sub'],
      messages: messagesFor(platform, launchUrl, about),
      ...forCanvas(platform),
    },
  }
}

/** A platform may refuse the whole registration for a scope that it does not know. */
export function scopesFor({ scopes }: PlatformConfiguration): readonly string[] {
  if (scopes.length === 0) return SCOPES_ASKED
  return SCOPES_ASKED.filter((scope) => scopes.includes(scope))
}

function messagesFor(platform: PlatformConfiguration, launchUrl: string, about: About) {
  const supported = (type: string) => platform.messages.find((one) => one.type === type)
  const base = { target_link_uri: launchUrl, icon_uri: about.logoUrl }
  const review = supported('LtiSubmissionReviewRequest')
  const picks = supported('LtiDeepLinkingRequest')
  const placements = picks?.placements.filter((one) => PICK_PLACEMENTS.includes(one)) ?? []
  const pick = { ...base, label: about.pickLabel, ...(placements.length > 0 && { placements }) }
  return [
    { ...base, type: 'LtiResourceLinkRequest', label: about.name },
    ...(picks || platform.messages.length === 0
      ? [{ ...pick, type: 'LtiDeepLinkingRequest' }]
      : []),
    ...(review ? [{ ...base, type: 'LtiSubmissionReviewRequest', label: about.name }] : []),
  ]
}

/** https://github.com/instructure/canvas-lms/blob/master/doc/api/registration.md */
function forCanvas({ product, variables }: PlatformConfiguration): object {
  if (product !== 'canvas') return {}
  const { name, variable } = CANVAS_SCHOOL_CODE
  return {
    [`${CANVAS}/privacy_level`]: 'anonymous',
    ...(variables.includes(variable) && { custom_parameters: { [name]: `$${variable}` } }),
  }
}
