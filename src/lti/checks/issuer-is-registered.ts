import { type Check, notProven } from './check.ts'

/** `iss` is exactly the registration's: https://www.imsglobal.org/spec/security/v1p1#authentication-response-validation */
export const issuerIsRegistered: Check = ({ claims, registration }) => {
  if (claims.iss !== registration.issuer) throw notProven('issuer-is-registered')
}
