import { expect } from 'chai'

import { canvasConfiguration } from '../../src/lti/canvas-configuration.ts'
import { addressesOf } from '../../src/lti/index.ts'

// https://github.com/instructure/canvas-lms/blob/master/doc/api/lti_dev_key_config.md
describe('the configuration for Canvas', () => {
  it('has the shape of an LTI key, with both placements and no personal data', () => {
    const addresses = addressesOf('https://tool.example')
    const logoUrl = 'https://tool.example/assets/1/shield.svg'
    const about = { name: 'Lá Chắn', description: 'Bài học', pickLabel: 'Chọn bài', logoUrl }
    const placement = (name: string) => ({
      placement: name,
      message_type: 'LtiDeepLinkingRequest',
      target_link_uri: 'https://tool.example/lti/launch',
      text: 'Chọn bài',
    })
    expect(canvasConfiguration(addresses, about)).to.deep.equal({
      title: 'Lá Chắn',
      description: 'Bài học',
      oidc_initiation_url: 'https://tool.example/lti/login',
      target_link_uri: 'https://tool.example/lti/launch',
      public_jwk_url: 'https://tool.example/lti/jwks',
      scopes: [
        'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem',
        'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly',
        'https://purl.imsglobal.org/spec/lti-ags/scope/score',
      ],
      custom_fields: { school_code: '$Canvas.account.sisSourceId' },
      extensions: [
        {
          platform: 'canvas.instructure.com',
          domain: 'tool.example',
          tool_id: 'la-chan',
          privacy_level: 'anonymous',
          settings: {
            text: 'Lá Chắn',
            icon_url: logoUrl,
            placements: [placement('link_selection'), placement('assignment_selection')],
          },
        },
      ],
    })
  })
})
