import { isSameSecret } from '../../runtime/index.ts'
import { type Check, isText, notProven } from './check.ts'

/** `nonce` is the one that this login sent: https://openid.net/specs/openid-connect-core-1_0.html#NonceNotes */
export const nonceIsOurs: Check = ({ claims, handshake }) => {
  if (!isText(claims.nonce) || !isSameSecret(claims.nonce, handshake.nonce)) {
    throw notProven('nonce-is-ours')
  }
}
