import { createToken, isToken, type Mac } from '../runtime/index.ts'
import { isSameSecret } from '../runtime/index.ts'

/**
 * A browser in which an account was opened before has tries of its own: a stranger who keeps guessing must not keep the
 * owner out (OWASP, device cookies). The cookie opens nothing, and does not say whose it is.
 */
export interface KnownBrowsers {
  /** For the browser that has just signed in. */
  cookieOf(email: string): string
  /** What a try from the browser with this cookie is counted under. */
  countedUnder(email: string, cookie: string | undefined): string
}

export const KNOWN_BROWSER_LIFE_MS = 180 * 24 * 60 * 60 * 1000

export function createKnownBrowsers(formMac: Mac): KnownBrowsers {
  const proofOf = (email: string, browser: string) => formMac('known-browser', email, browser)
  return {
    cookieOf(email) {
      const browser = createToken()
      return `${browser}.${proofOf(email, browser)}`
    },
    countedUnder(email, cookie = '') {
      const [browser = '', proof = ''] = cookie.split('.')
      const isKnown = isToken(browser) && isSameSecret(proof, proofOf(email, browser))
      return isKnown ? `${email} ${browser}` : email
    },
  }
}
