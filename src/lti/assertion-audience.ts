/**
 * Cloud LMSs that give tokens at one origin and want assertions for another. Exact, as every exception is.
 */
const ELSEWHERE: readonly { readonly tokenOrigin: string; readonly audience: string }[] = [
  {
    // https://github.com/hypothesis/lms/blob/main/lms/product/d2l/_plugin/misc.py
    tokenOrigin: 'https://auth.brightspace.com',
    audience: 'https://api.brightspace.com/auth/token',
  },
]

/**
 * Whether an assertion for this audience may be sent to this token address. All LMSs know us by one key: whoever gets
 * an assertion for somebody else's server can spend it there, and the client id that it is about is his to choose
 * (https://openid.net/notice-of-a-security-vulnerability/). So it is for the server that gets it, or there is none.
 */
export function mayBeAudienceAt(tokenUrl: string, audience: string): boolean {
  const { origin } = new URL(tokenUrl)
  const isThere = URL.canParse(audience) && new URL(audience).origin === origin
  return isThere || ELSEWHERE.some((one) => one.tokenOrigin === origin && one.audience === audience)
}
