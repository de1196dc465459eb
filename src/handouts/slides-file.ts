import type { Catalogue, Module } from '../catalogue/index.ts'
import type { Texts } from '../web/index.ts'
import {
  deckOf,
  type DeckSlide,
  findSlidePicture,
  pptxOf,
  type SlidePicture,
} from './deck/index.ts'

export interface SlidesFileDeps {
  readonly catalogue: Pick<Catalogue, 'findMedia'>
  readonly texts: Texts
}

/** A module's slides as a PowerPoint file. */
export async function slidesFile(
  module: Module,
  { catalogue, texts }: SlidesFileDeps,
): Promise<Uint8Array> {
  const { t } = texts
  const slides = deckOf(module, texts)
  return pptxOf({
    title: module.title.vi,
    slides,
    pictures: await picturesOf(module, slides, catalogue),
    words: {
      product: t('product'),
      help: t('handouts.deck.help'),
      wayTo: (slide) => t('handouts.deck.wayTo', { slide }),
    },
  })
}

async function picturesOf(
  module: Module,
  slides: readonly DeckSlide[],
  catalogue: SlidesFileDeps['catalogue'],
): Promise<ReadonlyMap<string, SlidePicture>> {
  const found = new Map<string, SlidePicture>()
  for (const { picture } of slides) {
    if (!picture || found.has(picture.file)) continue
    const drawn = await findSlidePicture(catalogue, module, picture.file)
    if (drawn) found.set(picture.file, drawn)
  }
  return found
}
