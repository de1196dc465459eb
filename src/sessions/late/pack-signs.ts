// https://www.crockford.com/base32.html: no I, L, O or U, which a hand writes like something else.
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const ALIKE: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' }
const BETWEEN = /[\s\-‐-―._]/gu

// A prime above 32²: a change of one sign, and a swap of two neighbours, always change the remainder.
const CHECK_PRIME = 32_749
const CHECK_SIGNS = 3
const GROUP = /(.{4})(?=.)/g

export const LONGEST_PACK_CODE = 600

export type SignsProblem =
  | { readonly code: 'empty' }
  | { readonly code: 'letter'; readonly letter: string }
  | { readonly code: 'mistyped' }

export type ReadSigns =
  | { readonly values: readonly number[]; readonly problem?: undefined }
  | { readonly problem: SignsProblem }

/** As it is written: capitals in groups of four. */
export function tidyPackCode(text: string): string {
  return plainOf(text).replace(GROUP, '$1-')
}

/** The values of a typed code, 0–31, without its check signs. */
export function readSigns(text: string): ReadSigns {
  const plain = plainOf(text)
  if (plain === '') return { problem: { code: 'empty' } }
  const signs = Array.from(plain)
  const letter = signs.find((sign) => !SIGNS.includes(sign))
  if (letter !== undefined) return { problem: { code: 'letter', letter } }
  const values = signs.map((sign) => SIGNS.indexOf(sign))
  const [said, check] = [values.slice(0, -CHECK_SIGNS), values.slice(-CHECK_SIGNS)]
  const isWhole = said.length > 0 && plain.length <= LONGEST_PACK_CODE
  if (!isWhole || remainderOf(said) !== numberOf(check)) return { problem: { code: 'mistyped' } }
  return { values: said }
}

function plainOf(text: string): string {
  const signs = text.normalize('NFC').toUpperCase().replace(BETWEEN, '')
  return Array.from(signs, (sign) => ALIKE[sign] ?? sign).join('')
}

function remainderOf(values: readonly number[]): number {
  return values.reduce((sum, value) => (sum * 32 + value) % CHECK_PRIME, 0)
}

function numberOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum * 32 + value, 0)
}
