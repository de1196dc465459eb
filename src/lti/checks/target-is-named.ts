import { type Check, claimInvalid, isText } from './check.ts'

/**
 * `target_link_uri` is there (https://www.imsglobal.org/spec/lti/v1p3#target-link-uri). We never follow it: the signed
 * custom parameters say what to open, so a foreign address in it leads nowhere (lti.md W12).
 */
export const targetIsNamed: Check = ({ claims }) => {
  if (!isText(claims.targetLinkUri)) throw claimInvalid('target-is-named')
}
