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
  wholeNumber,
} from './deck/index.ts'
import { type FileOf, keptFiles, type Wanted } from './kept-files.ts'

export interface SlidesFileDeps {
  readonly catalogue: Pick<Catalogue, 'findMedia'>
  readonly texts: Texts
}

export type SlidesFile = FileOf<Uint8Array>

/** A module's slides as a PowerPoint file, which takes some 200 ms. */
export function createSlidesFile(deps: SlidesFileDeps): SlidesFile {
  return keptFiles((wanted) => makeSlidesFile(wanted, deps))
}

async function makeSlidesFile(
  { module, helpNear }: Wanted,
  { catalogue, texts }: SlidesFileDeps,
): Promise<Uint8Array> {
  const { t } = texts
  const slides = deckOf(module, texts, helpNear)
  const number = helpNear.counsellor?.call?.number
  return pptxOf({
    title: module.title.vi,
    slides,
    pictures: await picturesOf(module, slides, catalogue),
    emoji: await findEmojiPictures(slides.flatMap(drawingsOf)),
    words: {
      product: t('product'),
      help: number
        ? t('handouts.deck.helpSchool', { number: wholeNumber(number) })
        : t('handouts.deck.help'),
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
