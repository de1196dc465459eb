import { createCatalogue } from '../../src/catalogue/index.ts'
import type { Slide } from '../../src/sessions/present/slide.ts'
import { slidesOf } from '../../src/sessions/present/slides.ts'

/** Where the slides of B5 stand, whatever pictures its steps are given. */
export interface B5Slides {
  readonly count: number
  /** The first of a kind, counted from 1. */
  at(kind: Slide['kind']): number
}

export async function b5Slides(): Promise<B5Slides> {
  const slides = slidesOf((await createCatalogue({ folders: ['content'] })).get('B5'))
  return {
    count: slides.length,
    at: (kind) => slides.findIndex((slide) => slide.kind === kind) + 1,
  }
}
