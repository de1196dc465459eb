import { MalformedRequestError } from '../../errors/index.ts'
import { type Check, isText } from './check.ts'

const MAX_LENGTH = 255

/**
 * `sub` is there, at most 255 characters. Core allows an anonymous launch, the certification suite rejects it, and
 * without a person there is no progress to keep: https://www.imsglobal.org/spec/lti/v1p3#user-identity-claims
 */
export const personIsNamed: Check = ({ claims }) => {
  if (!isText(claims.sub) || claims.sub.length > MAX_LENGTH) {
    throw new MalformedRequestError('launch-anonymous', { rule: 'person-is-named' })
  }
}
