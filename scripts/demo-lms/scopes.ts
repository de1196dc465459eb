const ags = 'https://purl.imsglobal.org/spec/lti-ags/scope'

export const lineItemScope = `${ags}/lineitem`
export const lineItemReadScope = `${ags}/lineitem.readonly`
export const resultScope = `${ags}/result.readonly`
export const scoreScope = `${ags}/score`
export const membershipScope =
  'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly'

export const gradeScopes: readonly string[] = [
  lineItemScope,
  lineItemReadScope,
  resultScope,
  scoreScope,
]

export const permittedScopes: readonly string[] = [...gradeScopes, membershipScope]
