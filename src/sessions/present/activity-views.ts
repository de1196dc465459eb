import type { PledgeBlock, SortBlock, SpotBlock } from '../../catalogue/index.ts'
import type { WhyView } from './ballot-view.ts'
import { type Face, faceAt, pagesOfSpot } from './faces.ts'

export interface SpotView extends Pick<SpotBlock, 'prompt' | 'from'> {
  /** The message, in as many faces as it needs. */
  readonly pages: readonly { readonly face: Face; readonly parts: readonly string[] }[]
  readonly whys: readonly WhyView[]
  /** All signs together, at the end. */
  readonly found: Face
}

export interface SortView extends Pick<SortBlock, 'prompt'> {
  readonly items: readonly ItemView[]
  readonly whys: readonly WhyView[]
}

export interface ItemView {
  readonly number: number
  readonly text: string
  readonly why: string
  readonly face: Face
  readonly baskets: readonly { readonly text: string; readonly isRight: boolean }[]
  /** The beat that says where it belongs. */
  readonly markedAt: number
  readonly isMarked: boolean
}

export interface PledgeView extends Pick<PledgeBlock, 'prompt'> {
  /** All promises together. */
  readonly whole: Face
  readonly promises: readonly string[]
  readonly whys: readonly WhyView[]
}

/** Read first; then signs are found one by one: each press shows the next large, and says why. */
export function spotView(block: SpotBlock, beat: number): SpotView {
  const { prompt, from, parts } = block
  const pages = pagesOfSpot(block)
  const signs = parts.filter(({ sign }) => sign)
  const whys = signs.map(({ text, why }, index) => {
    const at = pages.length + index
    return { at, label: String(index + 1), of: text, text: why, isSaid: beat === at }
  })
  return {
    ...{ prompt, from, whys },
    pages: pages.map((texts, index) => ({ face: faceAt([index], beat), parts: texts })),
    found: faceAt([pages.length + signs.length], beat),
  }
}

/** One thing at a time: a press says where it belongs and why, the next brings the next one. */
export function sortView({ prompt, baskets, items }: SortBlock, beat: number): SortView {
  const views = items.map((item, index) => {
    const [asked, markedAt] = [index * 2, index * 2 + 1]
    return {
      ...{ number: index + 1, text: item.text, why: item.why },
      face: faceAt([asked, markedAt], beat),
      baskets: baskets.map(({ id, text }) => ({ text, isRight: id === item.basket })),
      ...{ markedAt, isMarked: beat >= markedAt },
    }
  })
  const whys = views.map(({ markedAt, number, text, why }) => ({
    ...{ at: markedAt, label: String(number), of: text, text: why, isSaid: beat === markedAt },
  }))
  return { prompt, items: views, whys }
}

/** Read out together, one after the other; nobody counts who promises. */
export function pledgeView({ prompt, promises }: PledgeBlock, beat: number): PledgeView {
  return {
    prompt,
    whole: faceAt([0], beat),
    promises: promises.map(({ text }) => text),
    whys: promises.map(({ text, how }, index) => whyAt(index, { of: text, why: how, beat })),
  }
}

interface Said {
  readonly of: string
  readonly why: string
  readonly beat: number
}

function whyAt(index: number, { of, why, beat }: Said): WhyView {
  const at = index + 1
  return { at, label: String(at), of, text: why, isSaid: beat === at }
}
