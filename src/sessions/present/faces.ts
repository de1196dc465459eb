import { countWords, plainText, type ScenarioNode, type SpotBlock } from '../../catalogue/index.ts'
import { unitsOf } from './prose.ts'
import type { Slide } from './slide.ts'

/** What of a screen stands on the wall at some of its beats; a press turns to the next one. */
export interface Face {
  readonly beats: readonly number[]
  readonly isUp: boolean
}

export function faceAt(beats: readonly number[], beat: number): Face {
  return { beats, isUp: beats.includes(beat) }
}

/** How many presses lead through a screen before the next one comes; of a story, through one of its nodes. */
export function beatsOf(slide: Slide, node?: string): number {
  if ('ballot' in slide) return beatsOfBallot(slide)
  if (slide.kind === 'spot') return beatsOfSpot(slide.block)
  // Each thing stands there to be sorted, and then in its basket.
  if (slide.kind === 'sort') return slide.block.items.length * 2 - 1
  if (slide.kind === 'pledge') return slide.block.promises.length
  if (slide.kind !== 'story') return 0
  return isSplit(slide.block.nodes.find(({ id }) => id === node)) ? 1 : 0
}

/** The message, each sign, and all of them together. */
function beatsOfSpot(block: SpotBlock): number {
  return pagesOfSpot(block).length + block.parts.filter(({ sign }) => sign).length
}

const LINES_OF_A_PAGE = 8
const WORDS_OF_A_LINE = 12

/** The parts of a message that are read together: evenly many lines, none of them too small. */
export function pagesOfSpot({ prompt, parts }: SpotBlock): readonly (readonly string[])[] {
  const asked = linesOf(prompt)
  const lines = parts.reduce((sum, { text }) => sum + linesOf(text), asked)
  const fill = Math.ceil(lines / Math.ceil(lines / LINES_OF_A_PAGE))
  const pages: string[][] = [[]]
  let filled = asked
  for (const { text } of parts) {
    if (filled + linesOf(text) > fill) {
      pages.push([])
      filled = 0
    }
    pages.at(-1)?.push(text)
    filled += linesOf(text)
  }
  return pages
}

function linesOf(text: string): number {
  return Math.ceil(countWords(text) / WORDS_OF_A_LINE)
}

/** Each answer; what was put in order stands there as a whole at last. */
function beatsOfBallot({ ballot }: Extract<Slide, { readonly ballot: unknown }>): number {
  return ballot.reveals.length + (isOrdered(ballot.reveals) ? 1 : 0)
}

/** The marks of an order are its places. */
export function isOrdered(reveals: readonly { readonly mark?: string }[]): boolean {
  return reveals[0]?.mark === '1'
}

const LINES_TOGETHER = 5

/** A text and its ways out that would be too small together stand on two faces. */
export function isSplit(node: ScenarioNode | undefined): boolean {
  if (!node || node.choices.length === 0) return false
  const told = unitsOf(node.html).map(({ text }) => text)
  const lines = [...told, ...node.choices.map(({ text }) => text)].map(linesOf)
  return lines.reduce((sum, one) => sum + one, 0) > LINES_TOGETHER
}

const MOST_RECALLED = 22

/** Where a story stopped, for whoever looks up at its ways out: its last sentence, unless that is long or half a quotation. */
export function lastWords({ html }: ScenarioNode): string | undefined {
  const last = plainText(html)
    .trim()
    .split(/(?<=[.?!…]”?)\s+/)
    .at(-1)
  const isWhole = last !== undefined && isBalanced(last) && countWords(last) <= MOST_RECALLED
  return isWhole ? last : undefined
}

function isBalanced(text: string): boolean {
  return text.split('“').length === text.split('”').length
}
