import set from './emoji.json' with { type: 'json' }

export interface Drawing {
  /** Name in views/assets/emoji/, without its ending. */
  readonly file: string
  /** What it shows, in Vietnamese, for whoever cannot see it. */
  readonly say: string
}

/** Address of a file of views/assets. */
type UrlOf = (file: string) => string

const DRAWINGS: ReadonlyMap<string, Drawing> = new Map(Object.entries(set))

// May follow a sign and asks for its coloured form.
const COLOURED = '\u{FE0F}'
const ANY_EMOJI = /\p{RGI_Emoji}|\p{Extended_Pictographic}/gv
// Every font has these.
const LETTERLIKE = new Set(['©', '®', '™'])

/** Emoji of a text that we have no drawing for: an old phone would show an empty box. */
export function undrawnEmoji(text: string): readonly string[] {
  const found = text.match(ANY_EMOJI) ?? []
  return found.filter((one) => !LETTERLIKE.has(one) && !DRAWINGS.has(one.replace(COLOURED, '')))
}

const SIGN = `[${[...DRAWINGS.keys()].join('')}]${COLOURED}?`
const ANY_SIGN = new RegExp(SIGN, 'u')
const ANY_SIGN_KEPT = new RegExp(`(${SIGN})`, 'u')
const SIGN_WITH_SPACE = new RegExp(`${SIGN} ?`, 'gu')
// Where HTML takes no picture; a tag is left as it is, with all its attributes.
const PIECES = new RegExp(`<(?:title|option|textarea)\\b[^>]*>[^<]*|<[^>]*>|${SIGN}`, 'giu')
const ROW = /<p>((?:\s*<img class="emoji"[^>]*>)+)\s*<\/p>/g

/** A text in its order: what is written, and the drawings between it. */
export function piecesOf(text: string): readonly (string | Drawing)[] {
  const pieces = text.split(ANY_SIGN_KEPT).filter((piece) => piece !== '')
  return pieces.map((piece) => DRAWINGS.get(piece.replace(COLOURED, '')) ?? piece)
}

export function hasEmoji(text: string): boolean {
  return ANY_SIGN.test(text)
}

/**
 * The emoji of a page, drawn instead of left to the device's fonts. One that stands for a word has that word as its alt
 * text; one that only goes before words is silent, since they say the same.
 */
export function drawEmoji(html: string, urlOf: UrlOf): string {
  if (!ANY_SIGN.test(html)) return html
  const drawn = html.replace(PIECES, (piece: string, offset: number) => {
    const drawing = DRAWINGS.get(piece.replace(COLOURED, ''))
    if (!drawing) return piece.endsWith('>') ? piece : piece.replace(SIGN_WITH_SPACE, '')
    const alt = isDecoration(html, offset, piece.length) ? '' : drawing.say
    const url = urlOf(`emoji/${drawing.file}.svg`)
    return `<img class="emoji" src="${url}" width="20" height="20" alt="${alt}">`
  })
  return drawn.replace(ROW, '<p class="emoji-row">$1</p>')
}

const NEARBY = 160
const INLINE_TAG = /<\/?(?:strong|em|b|i|mark)\b[^>]*>/gi
const LETTER = /[\p{L}\p{N}]/u
const ENDS_WITH_LETTER = /[\p{L}\p{N}]\s*$/u

function isDecoration(html: string, offset: number, length: number): boolean {
  const before = html.slice(Math.max(0, offset - NEARBY), offset).replace(INLINE_TAG, '')
  if (ENDS_WITH_LETTER.test(before.slice(before.lastIndexOf('>') + 1))) return false
  const after = html.slice(offset + length, offset + length + NEARBY).replace(INLINE_TAG, '')
  return LETTER.test(after.split('<')[0] ?? '')
}
