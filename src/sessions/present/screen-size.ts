import { countWords, type PhoneBlock, plainText } from '../../catalogue/index.ts'
import type { PledgeView, SortView, SpotView } from './activity-views.ts'
import type { WhyView } from './ballot-view.ts'
import type { NodeContent, PollContent, ScreenContent } from './screen-content.ts'

/** How large its letters may be where no script measures them. */
export type ScreenSize = 'huge' | 'large' | 'medium' | 'small'

const LARGEST_WORDS: readonly (readonly [ScreenSize, number])[] = [
  ['huge', 24],
  ['large', 70],
  ['medium', 95],
]

const WORDS_OF_A_LINE = 11
const WORDS_OF_THE_END = 25

/** By what stands on the wall at this beat. */
export function sizeOf(content: ScreenContent, heading: string, beat: number): ScreenSize {
  const words = wordsIn(content, beat) + countWords(heading)
  return LARGEST_WORDS.find(([, most]) => words <= most)?.[0] ?? 'small'
}

function wordsIn(content: ScreenContent, beat: number): number {
  if (content.kind === 'poll') return wordsOfPoll(content)
  if (content.kind === 'node') return wordsOfNode(content)
  if ('html' in content) return countWords(plainText(content.html))
  return content.kind === 'end' ? WORDS_OF_THE_END : wordsOfBlock(content, beat)
}

function wordsOfBlock(content: ScreenContent, beat: number): number {
  if (content.kind === 'phone') return wordsOfPhone(content.phone)
  if (content.kind === 'spot') return wordsOfSpot(content.spot)
  if (content.kind === 'sort') return wordsOfSort(content.sort, beat)
  return content.kind === 'pledge' ? wordsOfPledge(content.pledge) : 0
}

function wordsOfPhone({ bubbles }: PhoneBlock): number {
  return countAll(bubbles.map((parts) => parts.map(({ text }) => text).join('')))
}

function wordsOfSpot({ prompt, from, pages, whys, found }: SpotView): number {
  const page = pages.find(({ face }) => face.isUp)
  if (page) return countAll([prompt, from]) + countLines(page.parts)
  const signs = whys.map(({ of }) => of)
  return countWords(from) + (found.isUp ? countLines(signs) : wordsSaid(whys))
}

function wordsOfSort({ prompt, items }: SortView, beat: number): number {
  const shown = items.filter(({ face }) => face.beats.includes(beat))
  return countAll([prompt, ...shown.flatMap(({ text, why }) => [text, why])]) + WORDS_OF_A_LINE * 2
}

function wordsOfPledge({ prompt, promises, whole, whys }: PledgeView): number {
  return whole.isUp ? countWords(prompt) + countLines(promises) : wordsSaid(whys)
}

function wordsOfPoll({ prompt, ask, ballot: { rows, whys, order } }: PollContent): number {
  const asked = countWords(prompt)
  if (ask.isUp) return asked + countLines(rows.map(({ text }) => text))
  return asked + (order?.face.isUp ? countLines(order.texts) : wordsSaid(whys))
}

function wordsOfNode({ html, told, ask, lastWords = '', ballot }: NodeContent): number {
  const text = told.isUp ? countWords(plainText(html)) : countWords(lastWords)
  return text + (ask.isUp ? countLines(ballot.rows.map((row) => row.text)) : 0)
}

function wordsSaid(whys: readonly WhyView[]): number {
  return countAll(whys.filter(({ isSaid }) => isSaid).flatMap(({ of, text }) => [of, text]))
}

/** Each takes a line of its own, however short it is. */
function countLines(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + Math.max(countWords(text), WORDS_OF_A_LINE), 0)
}

function countAll(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + countWords(text), 0)
}
