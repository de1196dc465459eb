import type { PhoneBlock, PledgeBlock, SortBlock, SpotBlock } from '../../catalogue/index.ts'
import type { Texts } from '../../web/index.ts'
import type { Asked } from './ballots.ts'
import { bold, type DeckSlide, marked, type Paragraph, plain } from './deck-slide.ts'
import { onSlides } from './room.ts'

type Drawn = Omit<DeckSlide, 'notes'>

interface Given {
  readonly heading: string
  readonly texts: Texts
}

export function phoneSlides({ from, bubbles }: PhoneBlock, { heading, texts }: Given): Asked {
  const said = bubbles.map((parts): Paragraph => ({
    runs: parts.map(({ text, mark }) => ({ text, ...(mark && { lit: true, bold: true }) })),
  }))
  const paragraphs = [senderOf(from, texts), ...said]
  return { ask: [{ look: 'phone', heading, paragraphs }], answer: [] }
}

function senderOf(from: string, { t }: Texts): Paragraph {
  return bold(`${t('present.phone.from')} ${from}`)
}

/** The message as it came; then its signs, one by one. */
export function spotSlides(block: SpotBlock, { heading, texts }: Given): Asked {
  const { prompt, from, parts } = block
  const message = [bold(from), ...parts.map(({ text }) => plain(text))]
  const ask = onSlides([[bold(prompt)], message])
  const signs = parts.filter(({ sign }) => sign)
  const found = signs.map(({ text, why }, index): readonly Paragraph[] => [
    { mark: `${index + 1}.`, runs: [{ text, bold: true, lit: true }] },
    plain(why),
  ])
  return {
    ask: ask.map((paragraphs) => ({ look: 'ask', heading, paragraphs })),
    answer: answers(found, { heading, texts }),
  }
}

export function sortSlides(block: SortBlock, { heading, texts }: Given): Asked {
  const { prompt, baskets, items } = block
  const names = baskets.map(({ text }) => text).join(' – ')
  const listed = items.map(({ text }, index) => marked(`${index + 1}.`, text))
  const [first, ...others] = listed
  const head = [bold(prompt), bold(texts.t('handouts.deck.baskets', { names }))]
  const ask = onSlides([
    [...head, ...(first ? [first] : [])],
    ...others.map((paragraph) => [paragraph]),
  ])
  const placed = items.map(({ text, basket, why }, index): readonly Paragraph[] => [
    {
      mark: `${index + 1}.`,
      runs: [{ text }, { text: ` → ${nameOf(block, basket)}`, bold: true }],
    },
    plain(why),
  ])
  return {
    ask: ask.map((paragraphs) => ({ look: 'ask', heading, paragraphs })),
    answer: answers(placed, { heading, texts }),
  }
}

function nameOf({ baskets }: SortBlock, basket: string): string {
  return baskets.find(({ id }) => id === basket)?.text ?? ''
}

export function pledgeSlides({ prompt, promises }: PledgeBlock, { heading }: Given): Asked {
  const listed = promises.map(({ text }) => marked('•', text))
  const how = promises.map(({ text, how: easy }) => [
    marked('•', text, { bold: true }),
    plain(easy),
  ])
  return {
    ask: onSlides([[bold(prompt), ...listed]]).map((paragraphs) => ({
      look: 'plain',
      heading,
      paragraphs,
    })),
    answer: onSlides(how).map((paragraphs) => ({ look: 'plain', heading, paragraphs })),
  }
}

function answers(groups: readonly (readonly Paragraph[])[], { heading, texts }: Given): Drawn[] {
  return onSlides(groups).map((paragraphs) => ({
    look: 'answer',
    heading: texts.t('handouts.deck.answer', { heading }),
    paragraphs,
  }))
}
