import type { Ballot } from '../../sessions/index.ts'
import type { Texts } from '../../web/index.ts'
import { bold, type DeckSlide, marked, type Paragraph, plain } from './deck-slide.ts'
import { onSlides } from './room.ts'

type Drawn = Omit<DeckSlide, 'notes'>

export interface Asked {
  readonly ask: readonly Drawn[]
  /** What is right and why: never on a slide that still asks. */
  readonly answer: readonly Drawn[]
}

/** A question by show of hands: first only what is asked, then the answers. */
export function ballotSlides(ballot: Ballot, heading: string, { t }: Texts): Asked {
  const rows = ballot.rows.map(({ letter, text }) => marked(`${letter}.`, text))
  const ask = onSlides([[bold(ballot.prompt), ...rows.slice(0, 1)], ...rows.slice(1).map(alone)])
  const answers = onSlides(ballot.reveals.map((reveal) => answerOf(ballot, reveal)))
  const isOpinion = ballot.ask === 'poll'
  return {
    ask: ask.map((paragraphs) => ({ look: 'ask', heading, paragraphs })),
    answer: answers.map((paragraphs) => ({
      look: 'answer',
      heading: t(isOpinion ? 'handouts.deck.replies' : 'handouts.deck.answer', { heading }),
      paragraphs,
    })),
  }
}

function alone(paragraph: Paragraph): readonly Paragraph[] {
  return [paragraph]
}

function answerOf(
  ballot: Ballot,
  { row, why, mark }: Ballot['reveals'][number],
): readonly Paragraph[] {
  return [headOf(ballot, row, mark), plain(why)]
}

/** In an order the place says what is right, elsewhere the letter. */
function headOf({ ask, rows }: Ballot, row: string, mark: string | undefined): Paragraph {
  const { letter = '', text = '' } = rows.find(({ id }) => id === row) ?? {}
  if (ask === 'order') return marked(`${mark ?? ''}.`, text, { bold: true })
  const label = `${letter}. ${text}`
  return mark === undefined ? bold(label) : marked(mark, label, { bold: true })
}
