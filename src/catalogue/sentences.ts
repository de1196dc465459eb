import { countWords } from './plain-text.ts'

/** A full stop may stand before a closing quotation mark; a quotation after a colon is a sentence of its own. */
const ENDS = /(?<=[.!?…;][”’")]*)\s+|(?<=:)\s+(?=“)/u

/** The sentences of a passage: what a reader takes in one breath. */
export function sentencesOf(text: string): readonly string[] {
  return text.split(ENDS).filter((sentence) => countWords(sentence) > 0)
}
