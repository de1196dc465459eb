/**
 * The drawn set of emoji: which there are, and how a page shows them.
 * Does not belong here: drawings of one module (its media/), signs of the interface (views/assets).
 */
export type { Drawing } from './emoji.ts'
export { drawEmoji, hasEmoji, piecesOf, undrawnEmoji } from './emoji.ts'
