import type { Paragraph } from './deck-slide.ts'
import { rowOf, signed } from './signs.ts'

/** Points; the last is what a pupil in the last row still reads (a letter of 28 pt on a 2 m wall is some 5 cm). */
const SIZES = [54, 48, 44, 40, 36, 32, 28] as const
export const SMALLEST = 28

/** Inches: where the text of a slide stands, 13.33 × 7.5 in all. */
export const BODY = { x: 0.6, y: 1.5, w: 12.13, h: 5.05 } as const

/** Inches: a row of large drawings stands above the text, whatever the size of the type. */
export const ROW = { picture: 0.9, height: 1 } as const

const POINTS_OF_AN_INCH = 72
const HEIGHT = BODY.h * POINTS_OF_AN_INCH
/** Of the type size: wide enough for the fonts that stand in for Arial. */
const WIDTH_OF_A_LETTER = 0.5
const HEIGHT_OF_A_LINE = 1.25
/** Of bold type. */
const WIDER = 1.1
/** What a word that does not fit any more leaves empty. */
const LETTERS_LEFT = 2
export const SPACE_AFTER = 0.3

type Group = readonly Paragraph[]

/**
 * Groups that stay together, on as few slides as hold them at the smallest size, none of them fuller than it must be: a
 * last slide with three words looks forgotten.
 */
export function onSlides(groups: readonly Group[]): readonly Group[] {
  const fewest = filled(groups, 1)
  const tried = SHARES.map((share) => filled(groups, share))
  return tried.find((slides) => slides.length === fewest.length) ?? fewest
}

/** Of the height of a slide. */
const SHARES = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]

function filled(groups: readonly Group[], share: number): readonly Group[] {
  const slides: Paragraph[][] = []
  for (const group of groups) {
    const last = slides.at(-1)
    if (last && heightOf([...last, ...group], SMALLEST) <= HEIGHT * share) last.push(...group)
    else slides.push([...group])
  }
  return slides
}

/** The largest type that all of it fits in. */
export function sizeOf(paragraphs: Group): number {
  return SIZES.find((size) => fits(paragraphs, size)) ?? SMALLEST
}

export function fits(paragraphs: Group, size: number): boolean {
  return heightOf(paragraphs, size) <= HEIGHT
}

/** Points. */
function heightOf(paragraphs: Group, size: number): number {
  const width = Math.floor((BODY.w * POINTS_OF_AN_INCH) / (size * WIDTH_OF_A_LETTER))
  const rows = paragraphs.filter((paragraph) => rowOf(paragraph))
  const room = rows.length > 0 ? ROW.height * POINTS_OF_AN_INCH : 0
  return paragraphs.reduce((sum, paragraph) => {
    if (rows.includes(paragraph)) return sum
    const { bullet } = signed(paragraph)
    const inLine = width - (bullet ? LETTERS_OF_A_BULLET : 0)
    const lines = Math.ceil(lettersOf(paragraph) / (inLine - LETTERS_LEFT))
    return sum + (lines * HEIGHT_OF_A_LINE + SPACE_AFTER) * size
  }, room)
}

/** A drawing in place of a bullet moves all lines of its paragraph to the right. */
const LETTERS_OF_A_BULLET = 4
/** What `► trang 24` takes. */
const LETTERS_OF_A_WAY = 12

function lettersOf({ runs, mark = '', goesTo }: Paragraph): number {
  const text = runs.reduce((sum, run) => sum + run.text.length * (run.bold ? WIDER : 1), 0)
  return mark.length + 1 + text + (goesTo === undefined ? 0 : LETTERS_OF_A_WAY)
}
