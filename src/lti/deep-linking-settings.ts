import type { DeepLinkingSettings } from './launch.ts'
import { listAt } from './launch-claims.ts'

type Json = Readonly<Record<string, unknown>>

/** https://www.imsglobal.org/spec/lti-dl/v2p0#deep-linking-settings; what passed `links-can-be-returned`. */
export function toDeepLinkingSettings(settings: Json): DeepLinkingSettings {
  const data = settings['data']
  return {
    returnUrl: String(settings['deep_link_return_url']),
    acceptTypes: textsAt(settings, 'accept_types'),
    targets: textsAt(settings, 'accept_presentation_document_targets'),
    // Absent means that the platform decides; one link is what every platform takes.
    acceptMultiple: settings['accept_multiple'] === true,
    acceptLineItem: settings['accept_lineitem'] !== false,
    ...(typeof data === 'string' && { data }),
  }
}

function textsAt(settings: Json, key: string): readonly string[] {
  return listAt(settings, key).filter((value) => typeof value === 'string')
}
