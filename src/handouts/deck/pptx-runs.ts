import type { TextRun } from 'pptxgenjs'

import type { Paragraph, Run } from './deck-slide.ts'
import { bulletMark } from './pptx-bullets.ts'
import { signed } from './signs.ts'

export const LANG = 'vi-VN'
const LIT = 'FFE08A'

/** What a paragraph leads to and is drawn with. */
interface Known {
  /** Of slides, by key. */
  readonly numbers: ReadonlyMap<string, number>
  readonly emoji: ReadonlyMap<string, unknown>
  readonly wayTo: (slide: number) => string
}

/** A paragraph as the library takes it, its way to another slide and its bullet with it. */
export function runsOf(
  { runs: raw, mark, goesTo }: Paragraph,
  { numbers, emoji, wayTo }: Known,
  color: string,
): TextRun[] {
  const target = goesTo === undefined ? undefined : numbers.get(goesTo)
  const { runs, bullet } = signed({ runs: raw })
  const bullets = bullet && emoji.has(bullet.file) ? [{ text: bulletMark(bullet) }] : []
  // One dot in front is enough.
  const isMarked = mark !== undefined && !(mark === '•' && bullets.length > 0)
  const marks = isMarked ? [{ text: `${mark} `, bold: true }] : []
  const drawn = [...bullets, ...marks, ...runs].map((run) => styled(run, color))
  if (target !== undefined) drawn.push(linkTo(target, wayTo(target), color))
  return drawn.map(({ text, options }, index) => ({
    text,
    options: { ...options, breakLine: index === drawn.length - 1 },
  }))
}

function styled({ text, bold = false, italic = false, lit = false }: Run, color: string): TextRun {
  const options = { bold, italic, color, lang: LANG, ...(lit && { highlight: LIT }) }
  return { text, options }
}

/** Short, since LibreOffice breaks a link of several lines inside a word. */
function linkTo(slide: number, way: string, color: string): TextRun {
  return { text: ` ${way}`, options: { color, lang: LANG, hyperlink: { slide } } }
}
