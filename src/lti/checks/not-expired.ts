import { LaunchRejectedError } from '../../errors/index.ts'
import { type Check, notProven } from './check.ts'

const MAX_LIFE_S = 3600

/** `exp` lies ahead, within the leeway, and at most an hour after `iat`: https://www.imsglobal.org/spec/security/v1p1#id-token */
export const notExpired: Check = ({ claims, now, toleranceS }) => {
  const { exp, iat } = claims
  if (typeof exp !== 'number' || typeof iat !== 'number') throw notProven('not-expired')
  if (now.getTime() / 1000 > exp + toleranceS) {
    throw new LaunchRejectedError('token-expired', { rule: 'not-expired' })
  }
  if (exp - iat > MAX_LIFE_S) throw notProven('not-expired')
}
