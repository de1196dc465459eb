import type {
  PhoneBlock,
  PictureBlock,
  PledgeBlock,
  ScenarioBlock,
  SortBlock,
  SpotBlock,
} from '../../catalogue/index.ts'
import type { Ballot } from './ballot.ts'

/** One stop of a presentation, as its count says it; a story is one stop, whatever way it takes. */
export type Slide = Stop & {
  /** The step of the module that it belongs to, from 1; none before the first and after the last. */
  readonly step?: number
}

type Stop =
  | { readonly kind: 'notice' }
  | { readonly kind: 'title' }
  | TextSlide
  | { readonly kind: 'picture'; readonly heading: string; readonly block: PictureBlock }
  | { readonly kind: 'phone'; readonly heading: string; readonly block: PhoneBlock }
  | { readonly kind: 'spot'; readonly heading: string; readonly block: SpotBlock }
  | { readonly kind: 'sort'; readonly heading: string; readonly block: SortBlock }
  | { readonly kind: 'pledge'; readonly heading: string; readonly block: PledgeBlock }
  | { readonly kind: 'story'; readonly heading: string; readonly block: ScenarioBlock }
  | { readonly kind: 'poll'; readonly heading: string; readonly ballot: Ballot }
  | { readonly kind: 'question'; readonly number: number; readonly ballot: Ballot }
  | { readonly kind: 'end' }

export interface TextSlide {
  readonly kind: 'text'
  readonly heading: string
  /** Trusted HTML of the catalogue. */
  readonly html: string
  /** Heading and text together. */
  readonly words: number
  /** In how many pieces it could have been broken. */
  readonly unitCount: number
}
