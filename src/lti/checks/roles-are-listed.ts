import { type Check, claimInvalid } from './check.ts'

/** An array of strings, which may be empty; unknown ones are ignored: https://www.imsglobal.org/spec/lti/v1p3#roles-claim */
export const rolesAreListed: Check = ({ claims }) => {
  const { roles } = claims
  if (!Array.isArray(roles) || !roles.every((role) => typeof role === 'string')) {
    throw claimInvalid('roles-are-listed')
  }
}
