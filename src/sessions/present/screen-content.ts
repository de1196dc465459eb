import type {
  Module,
  PhoneBlock,
  PledgeBlock,
  ScenarioNode,
  SortBlock,
  SpotBlock,
} from '../../catalogue/index.ts'
import type { Texts } from '../../web/index.ts'
import type { Ballot } from './ballot.ts'
import { type BallotView, ballotView, type WhyView } from './ballot-view.ts'
import { paths } from './paths.ts'
import type { Run } from './run.ts'
import type { Slide } from './slide.ts'

export interface SpotView extends Pick<SpotBlock, 'prompt' | 'from'> {
  readonly parts: readonly PartView[]
  readonly whys: readonly WhyView[]
}

interface PartView {
  readonly text: string
  /** The beat that marks it as a sign; an innocent part has none. */
  readonly markedAt?: number
  readonly isMarked: boolean
}

export interface SortView extends Pick<SortBlock, 'prompt' | 'baskets'> {
  readonly items: readonly ItemView[]
  readonly whys: readonly WhyView[]
}

interface ItemView {
  readonly text: string
  readonly basket: string
  readonly basketNumber: number
  readonly markedAt: number
  readonly isMarked: boolean
}

export interface PledgeView extends Pick<PledgeBlock, 'prompt'> {
  readonly promises: readonly {
    readonly text: string
    readonly markedAt: number
    readonly isMarked: boolean
  }[]
  readonly whys: readonly WhyView[]
}

export type ScreenContent =
  | { readonly kind: 'notice' }
  | { readonly kind: 'title'; readonly lead: string }
  | { readonly kind: 'text'; readonly html: string }
  | { readonly kind: 'picture'; readonly url: string; readonly alt: string }
  | { readonly kind: 'phone'; readonly phone: PhoneBlock }
  | { readonly kind: 'spot'; readonly spot: SpotView }
  | { readonly kind: 'sort'; readonly sort: SortView }
  | { readonly kind: 'pledge'; readonly pledge: PledgeView }
  | { readonly kind: 'poll'; readonly prompt: string; readonly ballot: BallotView }
  | { readonly kind: 'node'; readonly html: string; readonly ballot: BallotView }
  | { readonly kind: 'ending'; readonly html: string; readonly ending: Ending }
  | { readonly kind: 'end' }

export type Ending = NonNullable<ScenarioNode['ending']>

export interface Look {
  readonly module: Module
  readonly run: Pick<Run, 'polls'>
  readonly beat: number
  readonly texts: Texts
}

export type PlainSlide = Exclude<Slide, { readonly kind: 'story' }>

/** How many presses reveal everything. */
export function beatsOf(slide: Slide): number {
  if (slide.kind === 'spot') return slide.block.parts.filter(({ sign }) => sign).length
  if (slide.kind === 'sort') return slide.block.items.length
  if (slide.kind === 'pledge') return slide.block.promises.length
  return 'ballot' in slide ? slide.ballot.reveals.length : 0
}

export function contentOf(slide: PlainSlide, look: Look): ScreenContent {
  if ('ballot' in slide) return pollContent(slide.ballot, look)
  if ('block' in slide) return blockContent(slide.block, look)
  switch (slide.kind) {
    case 'title':
      return { kind: 'title', lead: leadOf(look) }
    case 'text':
      return { kind: 'text', html: slide.html }
    case 'notice':
    case 'end':
      return { kind: slide.kind }
  }
}

function pollContent(ballot: Ballot, { run, beat }: Look): ScreenContent {
  return { kind: 'poll', prompt: ballot.prompt, ballot: ballotView(ballot, run, beat) }
}

type ShownBlock = Extract<PlainSlide, { readonly block: unknown }>['block']

function blockContent(block: ShownBlock, look: Look): ScreenContent {
  switch (block.type) {
    case 'picture':
      return { kind: 'picture', url: paths.media(look.module, block.file), alt: block.alt }
    case 'phone':
      return { kind: 'phone', phone: block }
    case 'spot':
      return { kind: 'spot', spot: spotView(block, look) }
    case 'sort':
      return { kind: 'sort', sort: sortView(block, look) }
    case 'pledge':
      return { kind: 'pledge', pledge: pledgeView(block, look) }
  }
}

/** Signs are found one by one: each press lights up the next and says why. */
function spotView({ prompt, from, parts }: SpotBlock, { beat }: Look): SpotView {
  const signs = parts.filter(({ sign }) => sign)
  return {
    prompt,
    from,
    parts: parts.map((part) => {
      const index = signs.indexOf(part)
      if (index < 0) return { text: part.text, isMarked: false }
      return { text: part.text, markedAt: index + 1, isMarked: beat > index }
    }),
    whys: signs.map(({ why }, index) => whyAt(index, '', { why, beat })),
  }
}

function sortView({ prompt, baskets, items }: SortBlock, { beat }: Look): SortView {
  const numberOf = (id: string) => baskets.findIndex((basket) => basket.id === id) + 1
  return {
    prompt,
    baskets,
    items: items.map(({ text, basket }, index) => ({
      text,
      basket: baskets.find(({ id }) => id === basket)?.text ?? '',
      basketNumber: numberOf(basket),
      markedAt: index + 1,
      isMarked: beat > index,
    })),
    whys: items.map(({ why }, index) => whyAt(index, String(index + 1), { why, beat })),
  }
}

/** Read out together, one after the other; nobody counts who promises. */
function pledgeView({ prompt, promises }: PledgeBlock, { beat }: Look): PledgeView {
  return {
    prompt,
    promises: promises.map(({ text }, index) => ({
      text,
      markedAt: index + 1,
      isMarked: beat > index,
    })),
    whys: promises.map(({ how }, index) => whyAt(index, String(index + 1), { why: how, beat })),
  }
}

function whyAt(
  index: number,
  label: string,
  { why, beat }: { why: string; beat: number },
): WhyView {
  return { at: index + 1, label, text: why, isSaid: beat === index + 1 }
}

function leadOf({ module: { grades, minutes }, texts }: Look): string {
  const length = texts.t('learning.minutes', { minutes })
  if (grades.length === 0) return `${texts.t('learning.adults')} · ${length}`
  const [first, last] = [Math.min(...grades), Math.max(...grades)]
  const span = first === last ? String(first) : `${first}–${last}`
  return `${texts.t('learning.grades', { grades: span })} · ${length}`
}
