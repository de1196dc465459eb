import { type Check, claimInvalid, isText } from './check.ts'

const MAX_LENGTH = 255

/** At most 255 ASCII characters: https://www.imsglobal.org/spec/lti/v1p3#lti-deployment-id-claim */
export const deploymentIsNamed: Check = ({ claims }) => {
  const id = claims.deploymentId
  if (!isText(id) || id.length > MAX_LENGTH || !/^[\x20-\x7e]+$/.test(id)) {
    throw claimInvalid('deployment-is-named')
  }
}
