import type { ModuleId } from '../catalogue/index.ts'
import { type Mac, READABLE } from '../runtime/index.ts'
import type { LearnerKey } from '../web/index.ts'
import type { CertificateNumber } from './certificate.ts'

export interface Holder {
  readonly personKey: LearnerKey
  readonly moduleId: ModuleId
  /** `2026-2027` */
  readonly schoolYear: string
}

const BASE = READABLE.length
const DIGITS = 11
const PREFIX = 'LC'

/**
 * `LC-2026-K7QM-2HVX-9DTB`. It follows from who learned what and when, by a key that never changes: to ask again gives
 * the same number, no record needs to say whose it is, and nobody can guess another's. The last character checks the
 * others; of a prime number of characters weights find every one that is wrong and every two that are swapped.
 */
export function certificateNumberOf(holder: Holder, mac: Mac): CertificateNumber {
  const { personKey, moduleId, schoolYear } = holder
  const bytes = Buffer.from(mac('number', personKey, moduleId, schoolYear), 'base64url')
  const digits = Array.from(bytes.subarray(0, DIGITS), (byte) => byte % BASE)
  return written(schoolYear.slice(0, 4), digits)
}

/** A number as somebody typed it: in any case, with any or no separators. Undefined where it cannot be one. */
export function parseCertificateNumber(typed: string): CertificateNumber | undefined {
  const plain = typed.toLowerCase().replaceAll(/[^0-9a-z]/g, '')
  const [, year = '', body] = /^lc(\d{4})([2-9a-z]{12})$/.exec(plain) ?? []
  if (body === undefined) return undefined
  const digits = Array.from(body.slice(0, DIGITS), (character) => READABLE.indexOf(character))
  if (digits.includes(-1)) return undefined
  const number = written(year, digits)
  return plain.endsWith(number.slice(-1).toLowerCase()) ? number : undefined
}

function written(year: string, digits: readonly number[]): CertificateNumber {
  const weights = Array.from(year, Number).concat(digits)
  const check = weights.reduce((sum, digit, index) => sum + digit * (index + 1), 0) % BASE
  const body = [...digits, check].map((digit) => READABLE.charAt(digit)).join('')
  const groups = body.match(/.{4}/g) ?? []
  return [PREFIX, year, ...groups].join('-').toUpperCase() as CertificateNumber
}
