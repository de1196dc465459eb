import DeepLinking from 'ltijs/dist/Provider/Services/DeepLinking.js'

import type { ContentItem } from './content-item.ts'
import type { DeepLinkingSettings } from './launch.ts'
import type { Registration } from './registration.ts'
import type { SigningKey } from './tool-keys.ts'

export interface LinksMessage {
  readonly registration: Registration
  readonly deploymentId: string
  readonly settings: DeepLinkingSettings
  readonly items: readonly ContentItem[]
}

/**
 * The signed LtiDeepLinkingResponse, which lives for a minute:
 * https://www.imsglobal.org/spec/lti-dl/v2p0#deep-linking-response-message
 */
export async function signLinks(message: LinksMessage, key: SigningKey): Promise<string> {
  const { registration, deploymentId, settings, items } = message
  const platform = {
    platformActive: () => Promise.resolve(registration.state === 'active'),
    platformClientId: () => Promise.resolve(registration.clientId),
    platformKid: () => Promise.resolve(key.kid),
    platformPrivateKey: () => Promise.resolve(key.privateKeyPem),
  }
  const service = new DeepLinking(() => Promise.resolve(platform), '', null)
  const token = {
    iss: registration.issuer,
    clientId: registration.clientId,
    deploymentId,
    platformContext: {
      deepLinkingSettings: {
        accept_types: settings.acceptTypes,
        accept_multiple: settings.acceptMultiple,
        data: settings.data,
      },
    },
  }
  return service.createDeepLinkingMessage(token, items, {})
}
