import { type Check, claimInvalid, isText } from './check.ts'

const MAX_LENGTH = 255

/** A resource-link launch says which link: https://www.imsglobal.org/spec/lti/v1p3#resource-link-claim */
export const linkIsNamed: Check = ({ claims }) => {
  if (claims.messageType !== 'LtiResourceLinkRequest') return
  if (!isText(claims.resourceLinkId) || claims.resourceLinkId.length > MAX_LENGTH) {
    throw claimInvalid('link-is-named')
  }
}
