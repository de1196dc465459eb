import { createToken, isToken, type Mac } from '../runtime/index.ts'
import { isSameSecret } from '../runtime/index.ts'

/** What a sign-in form must prove. */
export interface DoorProof {
  readonly origin: string | undefined
  readonly cookie: string | undefined
  readonly field: string | undefined
}

/**
 * Guards the forms that are sent before there is a visit, so that no other site signs somebody in as somebody else: the
 * browser's Origin must be ours, and the form must carry what only our page could make of the cookie in that browser.
 */
export interface Door {
  /** The browser's cookie, kept where it has one: two tabs are one browser. */
  cookieFor(cookie: string | undefined): string
  fieldOf(cookie: string): string
  isProven(proof: DoorProof): boolean
}

export function createDoor(publicUrl: string, formMac: Mac): Door {
  const ours = new URL(publicUrl).origin
  const fieldOf = (cookie: string) => formMac('sign-in-form', cookie)
  return {
    fieldOf,
    cookieFor: (cookie) => (cookie !== undefined && isToken(cookie) ? cookie : createToken()),
    isProven({ origin = ours, cookie, field }) {
      if (origin !== ours || cookie === undefined || field === undefined) return false
      return isToken(cookie) && isSameSecret(field, fieldOf(cookie))
    },
  }
}
