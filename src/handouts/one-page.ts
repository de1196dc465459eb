import type { HelpNear } from '../web/index.ts'

/** Type sizes of print, largest first, in points; views/assets/handouts.css has a class for each. */
export const PRINT_SIZES = ['11', '10.5', '10', '9.5', '9', '8.5', '8', '7.5', '7'] as const
export type PrintSize = (typeof PRINT_SIZES)[number]

/** A stretch of print: so many letters in a box that is so wide. */
export interface Stretch {
  readonly letters: number
  /** Millimetres. */
  readonly width: number
}

const MM_OF_A_POINT = 0.3528
/** Of the type size: measured on Vietnamese text in the widest of the fonts that the style sheet names. */
const WIDTH_OF_A_LETTER = 0.56
const HEIGHT_OF_A_LINE = 1.3

// Millimetres between the margins of A4; the words ahead of a name, in letters.
const FOOT = 188
const FOOT_WORDS = 32

/** What a school's own help adds to the foot, across the page. Room for the line to be filled in is reckoned anyway. */
export function footOf({ counsellor, facilities: [facility] }: HelpNear): readonly Stretch[] {
  const ways = counsellor && [counsellor.name, counsellor.call?.number ?? counsellor.about]
  const lines = [ways?.join(', '), facility && `${facility.name}, ${facility.call.number}`]
  return lines
    .filter((line) => line !== undefined)
    .map((line) => ({ letters: FOOT_WORDS + line.length, width: FOOT }))
}

/** The largest size at which all of it fits into the height (in millimetres); the smallest where none does. */
export function sizeThatFits(
  stretches: readonly Stretch[],
  height: number,
  largest: PrintSize = '11',
): PrintSize {
  const allowed = PRINT_SIZES.slice(PRINT_SIZES.indexOf(largest))
  const fits = allowed.find((size) => heightOf(stretches, Number(size)) <= height)
  return fits ?? '7'
}

function heightOf(stretches: readonly Stretch[], points: number): number {
  const letter = points * MM_OF_A_POINT * WIDTH_OF_A_LETTER
  const lines = stretches.reduce(
    (sum, { letters, width }) => sum + Math.ceil(letters / Math.floor(width / letter)),
    0,
  )
  return lines * points * MM_OF_A_POINT * HEIGHT_OF_A_LINE
}
