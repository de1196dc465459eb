import { type About, CANVAS_SCHOOL_CODE, SCOPES_ASKED } from './services-asked.ts'
import type { ToolAddresses } from './tool-registration.ts'

/**
 * What a Canvas administrator pastes as "Enter URL" of an LTI key; no personal data is asked for:
 * https://github.com/instructure/canvas-lms/blob/master/doc/api/lti_dev_key_config.md
 */
export function canvasConfiguration(addresses: ToolAddresses, about: About): object {
  const { loginUrl, launchUrl, jwksUrl } = addresses
  const { name, variable } = CANVAS_SCHOOL_CODE
  const placements = ['link_selection', 'assignment_selection'].map((placement) => ({
    placement,
    message_type: 'LtiDeepLinkingRequest',
    target_link_uri: launchUrl,
    text: about.pickLabel,
  }))
  return {
    title: about.name,
    description: about.description,
    oidc_initiation_url: loginUrl,
    target_link_uri: launchUrl,
    public_jwk_url: jwksUrl,
    scopes: SCOPES_ASKED,
    custom_fields: { [name]: `$${variable}` },
    extensions: [
      {
        platform: 'canvas.instructure.com',
        domain: new URL(launchUrl).host,
        tool_id: 'la-chan',
        privacy_level: 'anonymous',
        settings: { text: about.name, icon_url: about.logoUrl, placements },
      },
    ],
  }
}
