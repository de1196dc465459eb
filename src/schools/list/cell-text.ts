import type { Cell } from './school-list.ts'

const LONGEST = 200
// Those that turn the direction of writing too: a name must read as it is stored.
const INVISIBLE = /[\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF\u00AD\p{Cc}]/gu

/** One line of composed letters without what cannot be seen. */
export function cleanText(cell: Cell | undefined): string {
  if (cell === undefined) return ''
  const oneLine = String(cell).normalize('NFC').replaceAll(/\s+/g, ' ')
  return unguard(oneLine.replaceAll(INVISIBLE, '').trim()).trim()
}

export function isTooLong(text: string): boolean {
  return text.length > LONGEST
}

/** `#REF!`, `#N/A` and their kind: the file lost the value. */
export function isBroken(text: string): boolean {
  return /^#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!)/.test(text)
}

const DANGEROUS = /^'*[=+\-@\t\r]/

/**
 * Spreadsheets take a text that begins so for a formula and run it; an apostrophe before it makes it text again
 * (OWASP, CSV injection).
 */
export function guardText(text: string): string {
  return DANGEROUS.test(text) ? `'${text}` : text
}

/** Takes back what guardText did. */
function unguard(text: string): string {
  return text.startsWith("'") && DANGEROUS.test(text.slice(1)) ? text.slice(1) : text
}

const LARGEST_COUNT = 100_000

/** `45`, 45, and thousands as people write them: `1.045`; undefined for what is no count of children. */
export function parseCount(cell: Cell): number | undefined {
  const count = typeof cell === 'number' ? cell : Number(digitsOf(cleanText(cell)))
  return Number.isInteger(count) && count >= 0 && count <= LARGEST_COUNT ? count : undefined
}

function digitsOf(text: string): string {
  if (/^\d{1,3}(?:[., ]\d{3})+$/.test(text)) return text.replaceAll(/[., ]/g, '')
  return /^\d+$/.test(text) ? text : 'no number'
}
