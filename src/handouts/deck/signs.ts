import { type Drawing, piecesOf } from '../../emoji/index.ts'
import type { DeckSlide, Paragraph, Run } from './deck-slide.ts'

/** A paragraph whose emoji have become drawings: older PowerPoints have only boxes for the letters. */
export interface Signed {
  readonly runs: readonly Run[]
  /** In place of a bullet: the only place within text where a picture keeps to its line. */
  readonly bullet?: Drawing
}

const STARTS_WITH_LETTER = /^[\s“"(]*[\p{L}\p{N}]/u
const ENDS_WITH_LETTER = /[\p{L}\p{N}]\s*$/u

/** The drawings of a paragraph that has nothing else: a row of large ones. */
export function rowOf({ runs }: Pick<Paragraph, 'runs'>): readonly Drawing[] | undefined {
  const pieces = piecesOf(runs.map(({ text }) => text).join(''))
  const drawings = pieces.filter((piece) => typeof piece !== 'string')
  const isRow = pieces.every((piece) => typeof piece !== 'string' || piece.trim() === '')
  return isRow && drawings.length > 0 ? drawings : undefined
}

/** All drawings that a slide shows. */
export function drawingsOf({ paragraphs }: Pick<DeckSlide, 'paragraphs'>): readonly Drawing[] {
  return paragraphs.flatMap((paragraph) => {
    const { bullet } = signed(paragraph)
    return rowOf(paragraph) ?? (bullet ? [bullet] : [])
  })
}

/** A sign at the start or behind the last word becomes the bullet; others become words. */
export function signed({ runs }: Pick<Paragraph, 'runs'>): Signed {
  const texts = runs.map(({ text }) => text)
  const [first] = piecesOf(texts.join('').trimStart())
  const last = piecesOf(texts.join('').trimEnd()).at(-1)
  const bullet = [first, last].find((piece) => typeof piece === 'object')
  return {
    runs: runs
      .map((run, index) => ({ ...run, text: written(run.text, besideOf(texts, index)) }))
      .filter(({ text }) => text !== ''),
    ...(bullet && { bullet }),
  }
}

/** The same without pictures at all: headings and notes. */
export function withoutSigns(text: string): string {
  return written(text, { before: '', after: '' }).trim()
}

function besideOf(texts: readonly string[], index: number): Beside {
  const wordsOf = (some: readonly string[]) => textOf(piecesOf(some.join('')))
  return { before: wordsOf(texts.slice(0, index)), after: wordsOf(texts.slice(index + 1)) }
}

interface Beside {
  readonly before: string
  readonly after: string
}

function written(text: string, beside: Beside): string {
  const pieces = piecesOf(text)
  const kept = pieces.map((piece, index) => {
    if (typeof piece === 'string') return piece
    const before = beside.before + textOf(pieces.slice(0, index))
    return wordFor(piece, { before, after: textOf(pieces.slice(index + 1)) + beside.after })
  })
  const joined = kept.join('').replace(/ {2,}/g, ' ')
  return /\s$|^$/.test(beside.before) ? joined.trimStart() : joined
}

/** “Đó là dấu hiệu 🎁.” needs its word; “⭕ Hân ⭕ Nhật” needs something between. */
function wordFor({ say }: Drawing, { before, after }: Beside): string {
  if (!ENDS_WITH_LETTER.test(before) || after.trim() === '') return ''
  return STARTS_WITH_LETTER.test(after) ? '·' : `“${say}”`
}

function textOf(pieces: readonly (string | Drawing)[]): string {
  return pieces.filter((piece) => typeof piece === 'string').join('')
}
