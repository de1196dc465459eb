import { countWords } from '../../catalogue/index.ts'
import { htmlOf, type ProseUnit, unitsOf } from './prose.ts'
import type { TextSlide } from './slide.ts'

/** What the last row can still take in. */
export const MOST_WORDS = 40

interface Chapter {
  readonly heading: string
  readonly units: readonly ProseUnit[]
}

/** One stretch of prose on as few slides as may be, none of them fuller than it must be. */
export function textSlides(html: string, stepTitle: string): readonly TextSlide[] {
  return chaptersOf(unitsOf(html), stepTitle).flatMap(slidesOfChapter)
}

/** A large heading begins a slide and names it; a small one stays with the text that follows it. */
function chaptersOf(units: readonly ProseUnit[], stepTitle: string): readonly Chapter[] {
  const chapters: { heading: string; units: ProseUnit[] }[] = [{ heading: stepTitle, units: [] }]
  for (const unit of units) {
    if (isLarge(unit)) chapters.push({ heading: unit.text, units: [] })
    else chapters.at(-1)?.units.push(unit)
  }
  return chapters.filter((chapter, index) => index > 0 || chapter.units.length > 0)
}

function isLarge({ kind, html }: ProseUnit): boolean {
  return kind === 'heading' && html.startsWith('<h2')
}

function slidesOfChapter({ heading, units }: Chapter): readonly TextSlide[] {
  const room = Math.max(1, MOST_WORDS - countWords(heading))
  return packed(bound(units), room).map((pieces) => {
    const shown = pieces.flat()
    return {
      kind: 'text',
      heading,
      html: htmlOf(shown),
      words: countWords(heading) + wordsOf(shown),
      unitCount: pieces.length,
    }
  })
}

/** Pieces that stay together: a small heading with what it is about. */
function bound(units: readonly ProseUnit[]): readonly (readonly ProseUnit[])[] {
  const pieces: ProseUnit[][] = []
  for (const [index, unit] of units.entries()) {
    if (units[index - 1]?.kind === 'heading') pieces.at(-1)?.push(unit)
    else pieces.push([unit])
  }
  return pieces
}

type Piece = readonly ProseUnit[]

/** The smallest fill that needs no more slides than the fullest: a last slide with three words looks forgotten. */
function packed(pieces: readonly Piece[], room: number): readonly (readonly Piece[])[] {
  const fewest = filled(pieces, room)
  for (let fill = 1; fill < room; fill += 1) {
    const tried = filled(pieces, fill)
    if (tried.length === fewest.length) return tried
  }
  return fewest
}

function filled(pieces: readonly Piece[], fill: number): readonly (readonly Piece[])[] {
  const slides: Piece[][] = []
  let words = 0
  for (const piece of pieces) {
    const more = wordsOf(piece)
    const last = slides.at(-1)
    if (last && words + more <= fill) {
      last.push(piece)
      words += more
    } else {
      slides.push([piece])
      words = more
    }
  }
  return slides.length === 0 ? [[]] : slides
}

function wordsOf(units: Piece): number {
  return units.reduce((sum, { words }) => sum + words, 0)
}
