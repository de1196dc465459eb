import { type Check, claimInvalid } from './check.ts'

const MESSAGE_TYPES: readonly unknown[] = [
  'LtiResourceLinkRequest',
  'LtiDeepLinkingRequest',
  'LtiSubmissionReviewRequest',
]

/** https://www.imsglobal.org/spec/lti/v1p3#message-type-claim */
export const messageIsKnown: Check = ({ claims }) => {
  if (!MESSAGE_TYPES.includes(claims.messageType)) throw claimInvalid('message-is-known')
}
