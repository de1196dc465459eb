import { type Check, claimInvalid } from './check.ts'

/** https://www.imsglobal.org/spec/lti/v1p3#lti-version-claim */
export const versionIs13: Check = ({ claims }) => {
  if (claims.version !== '1.3.0') throw claimInvalid('version-is-1-3')
}
