import type { Catalogue, Module } from '../catalogue/index.ts'
import type { Texts } from '../web/index.ts'
import {
  deckOf,
  type DeckSlide,
  drawingsOf,
  findEmojiPictures,
  findSlidePicture,
  pptxOf,
  type SlidePicture,
} from './deck/index.ts'

export interface SlidesFileDeps {
  readonly catalogue: Pick<Catalogue, 'findMedia'>
  readonly texts: Texts
}

export type SlidesFile = (module: Module) => Promise<Uint8Array>

/**
 * A module's slides as a PowerPoint file. It takes some 200 ms of the one thread, so each is made once: 24 of them are
 * 9 MB, and go with the catalogue that they were made from.
 */
export function createSlidesFile(deps: SlidesFileDeps): SlidesFile {
  const made = new WeakMap<Module, Promise<Uint8Array>>()
  return (module) => {
    const file = made.get(module) ?? makeSlidesFile(module, deps)
    made.set(module, file)
    // What failed is tried again; whoever asked hears of it.
    file.catch(() => made.delete(module))
    return file
  }
}

async function makeSlidesFile(
  module: Module,
  { catalogue, texts }: SlidesFileDeps,
): Promise<Uint8Array> {
  const { t } = texts
  const slides = deckOf(module, texts)
  return pptxOf({
    title: module.title.vi,
    slides,
    pictures: await picturesOf(module, slides, catalogue),
    emoji: await findEmojiPictures(slides.flatMap(drawingsOf)),
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
