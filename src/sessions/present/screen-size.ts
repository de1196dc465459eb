import { countWords, type PhoneBlock, plainText } from '../../catalogue/index.ts'
import type { BallotView, WhyView } from './ballot-view.ts'
import type { PledgeView, ScreenContent, SortView, SpotView } from './screen-content.ts'

/** How large its letters may be; what must stand together on one screen stands smaller. */
export type ScreenSize = 'huge' | 'large' | 'medium' | 'small' | 'tiny'

const LARGEST_WORDS: readonly (readonly [ScreenSize, number])[] = [
  ['huge', 24],
  ['large', 40],
  ['medium', 60],
  ['small', 85],
]

const WORDS_OF_A_LINE = 13
const WORDS_OF_THE_END = 25

export function sizeOf(content: ScreenContent, heading: string): ScreenSize {
  const words = wordsIn(content) + countWords(heading)
  return LARGEST_WORDS.find(([, most]) => words <= most)?.[0] ?? 'tiny'
}

function wordsIn(content: ScreenContent): number {
  const prose = 'html' in content ? countWords(plainText(content.html)) : 0
  const ballot = 'ballot' in content ? wordsOfBallot(content.ballot) : 0
  return prose + ballot + wordsOfBlock(content)
}

function wordsOfBlock(content: ScreenContent): number {
  if (content.kind === 'poll') return countWords(content.prompt)
  if (content.kind === 'phone') return wordsOfPhone(content.phone)
  if (content.kind === 'spot') return wordsOfSpot(content.spot)
  if (content.kind === 'sort') return wordsOfSort(content.sort)
  if (content.kind === 'pledge') return wordsOfPledge(content.pledge)
  return content.kind === 'end' ? WORDS_OF_THE_END : 0
}

function wordsOfPhone({ bubbles }: PhoneBlock): number {
  return countAll(bubbles.map((parts) => parts.map(({ text }) => text).join('')))
}

function wordsOfSort({ prompt, items, whys }: SortView): number {
  return countAll([prompt, ...textsOf(items)]) + longest(whys)
}

function wordsOfPledge({ prompt, promises, whys }: PledgeView): number {
  return countWords(prompt) + countLines(promises) + longest(whys)
}

function wordsOfSpot({ prompt, from, parts, whys }: SpotView): number {
  return countAll([prompt, from]) + countLines(parts) + longest(whys)
}

function wordsOfBallot({ rows, whys }: BallotView): number {
  return countLines(rows) + longest(whys)
}

/** One reason at a time. */
function longest(whys: readonly WhyView[]): number {
  return Math.max(0, ...whys.map(({ text }) => countWords(text)))
}

function textsOf(shown: readonly { readonly text: string }[]): readonly string[] {
  return shown.map(({ text }) => text)
}

/** Each takes a line of its own, however short it is. */
function countLines(shown: readonly { readonly text: string }[]): number {
  return shown.reduce((sum, { text }) => sum + Math.max(countWords(text), WORDS_OF_A_LINE), 0)
}

function countAll(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + countWords(text), 0)
}
