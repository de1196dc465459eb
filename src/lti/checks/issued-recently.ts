import { LaunchRejectedError } from '../../errors/index.ts'
import { type Check, notProven } from './check.ts'

// Moodle's tokens live 60 s, so `exp` decides first; a slow school line needs no tighter limit (lti.md W8).
const MAX_AGE_S = 300

/** `iat` is neither in the future nor long past, within the leeway: https://www.imsglobal.org/spec/security/v1p1#id-token */
export const issuedRecently: Check = ({ claims, now, toleranceS }) => {
  if (typeof claims.iat !== 'number') throw notProven('issued-recently')
  const ageS = now.getTime() / 1000 - claims.iat
  if (ageS < -toleranceS || ageS > MAX_AGE_S + toleranceS) {
    throw new LaunchRejectedError('token-expired', { rule: 'issued-recently' })
  }
}
