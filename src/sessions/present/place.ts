import type { Slide } from './slide.ts'

/** What is on the wall right now; it stands in the address, so a page needs nothing to be remembered. */
export interface Place {
  /** Counts from 1. */
  readonly slide: number
  /** Of a story. */
  readonly node?: string
  /** How much of it has been revealed. */
  readonly beat: number
}

interface Asked {
  readonly slide?: string | undefined
  readonly at?: string | undefined
  readonly beat?: string | undefined
}

/** Whatever an address says, there is a slide to show. */
export function placeOf(slides: readonly Slide[], { slide: said, at, beat }: Asked): Place {
  const number = Math.min(Math.max(1, wholeOf(said)), slides.length)
  const slide = slides[number - 1]
  const node = slide?.kind === 'story' ? nodeOf(slide, at) : undefined
  return { slide: number, ...(node !== undefined && { node }), beat: wholeOf(beat) }
}

function nodeOf({ block }: Extract<Slide, { kind: 'story' }>, at: string | undefined): string {
  return block.nodes.find(({ id }) => id === at)?.id ?? block.start
}

function wholeOf(text = ''): number {
  return /^\d{1,4}$/.test(text) ? Number(text) : 0
}
