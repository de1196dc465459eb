import type { Module, PhoneBlock, ScenarioNode } from '../../catalogue/index.ts'
import type { Texts } from '../../web/index.ts'
import {
  type PledgeView,
  pledgeView,
  type SortView,
  sortView,
  type SpotView,
  spotView,
} from './activity-views.ts'
import type { Ballot } from './ballot.ts'
import { type BallotView, ballotView } from './ballot-view.ts'
import { type Face, faceAt } from './faces.ts'
import { paths } from './paths.ts'
import type { Run } from './run.ts'
import type { Slide } from './slide.ts'

export type ScreenContent =
  | { readonly kind: 'notice' }
  | { readonly kind: 'title'; readonly lead: string }
  | { readonly kind: 'text'; readonly html: string }
  | { readonly kind: 'picture'; readonly url: string; readonly alt: string }
  | { readonly kind: 'phone'; readonly phone: PhoneBlock }
  | { readonly kind: 'spot'; readonly spot: SpotView }
  | { readonly kind: 'sort'; readonly sort: SortView }
  | { readonly kind: 'pledge'; readonly pledge: PledgeView }
  | PollContent
  | NodeContent
  | { readonly kind: 'ending'; readonly html: string; readonly ending: Ending }
  | { readonly kind: 'end' }

export interface PollContent {
  readonly kind: 'poll'
  readonly prompt: string
  readonly ask: Face
  readonly ballot: BallotView
}

export interface NodeContent {
  readonly kind: 'node'
  readonly html: string
  readonly ballot: BallotView
  readonly told: Face
  readonly ask: Face
  /** What is said once more above the ways out, where the text is not there with them. */
  readonly lastWords?: string
}

export type Ending = NonNullable<ScenarioNode['ending']>

export interface Look {
  readonly module: Module
  readonly run: Pick<Run, 'polls'>
  readonly beat: number
  readonly texts: Texts
}

export type PlainSlide = Exclude<Slide, { readonly kind: 'story' }>

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
  const { prompt } = ballot
  return { kind: 'poll', prompt, ask: faceAt([0], beat), ballot: ballotView(ballot, run, beat) }
}

type ShownBlock = Extract<PlainSlide, { readonly block: unknown }>['block']

function blockContent(block: ShownBlock, look: Look): ScreenContent {
  switch (block.type) {
    case 'picture':
      return { kind: 'picture', url: paths.media(look.module, block.file), alt: block.alt }
    case 'phone':
      return { kind: 'phone', phone: block }
    case 'spot':
      return { kind: 'spot', spot: spotView(block, look.beat) }
    case 'sort':
      return { kind: 'sort', sort: sortView(block, look.beat) }
    case 'pledge':
      return { kind: 'pledge', pledge: pledgeView(block, look.beat) }
  }
}

function leadOf({ module: { grades, minutes }, texts }: Look): string {
  const length = texts.t('learning.minutes', { minutes })
  if (grades.length === 0) return `${texts.t('learning.adults')} · ${length}`
  const [first, last] = [Math.min(...grades), Math.max(...grades)]
  const span = first === last ? String(first) : `${first}–${last}`
  return `${texts.t('learning.grades', { grades: span })} · ${length}`
}
