/**
 * The projector's slides as slides of a PowerPoint file: how they are divided, what notes say, how they are drawn.
 * Does not belong here: who may have the file and under what name (../handout-routes.ts).
 */
export { deckOf } from './deck.ts'
export type { DeckSlide } from './deck-slide.ts'
export { wholeNumber } from './notes.ts'
export {
  findEmojiPictures,
  findSlidePicture,
  type SlidePicture,
  slidePictureName,
} from './pictures.ts'
export { pptxOf } from './pptx.ts'
export { drawingsOf } from './signs.ts'
