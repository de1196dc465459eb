import { type Check, claimInvalid, isText } from './check.ts'

const MAX_LENGTH = 255

/** Whose work is reviewed: https://www.imsglobal.org/spec/lti-sr/v1p0#for-user-claim */
export const learnerIsNamed: Check = ({ claims }) => {
  if (claims.messageType !== 'LtiSubmissionReviewRequest') return
  if (!isText(claims.reviewedSub) || claims.reviewedSub.length > MAX_LENGTH) {
    throw claimInvalid('learner-is-named')
  }
}
