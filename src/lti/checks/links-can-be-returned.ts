import { type Check, claimInvalid, isText } from './check.ts'

const MAX_URL_LENGTH = 2048
const MAX_DATA_LENGTH = 20_000

/** Where chosen links go, and what must go with them: https://www.imsglobal.org/spec/lti-dl/v2p0#deep-linking-settings */
export const linksCanBeReturned: Check = ({ claims }) => {
  if (claims.messageType !== 'LtiDeepLinkingRequest') return
  const { deep_link_return_url: url, accept_types: types, data } = claims.deepLinking
  if (!isWebAddress(url)) throw claimInvalid('links-can-be-returned')
  if (!Array.isArray(types)) throw claimInvalid('link-types-are-listed')
  if (data !== undefined && !isShortText(data)) throw claimInvalid('links-data-is-text')
}

function isWebAddress(value: unknown): boolean {
  const isShort = isText(value) && value.length <= MAX_URL_LENGTH
  return isShort && /^https?:\/\//.test(value) && URL.canParse(value)
}

function isShortText(value: unknown): boolean {
  return typeof value === 'string' && value.length <= MAX_DATA_LENGTH
}
