import { countWords } from '../plain-text.ts'
import { blocksOf, type Rule } from './rule.ts'
import { altTexts } from './texts.ts'

const FEWEST_WORDS = 3

/** A child who cannot see the picture must learn what it shows. */
export const altText: Rule = (module) =>
  blocksOf(module).flatMap(({ file, block }) =>
    altTexts(block)
      .filter((alt) => countWords(alt) < FEWEST_WORDS)
      .map((alt) => ({
        file,
        message: `the alt text "${alt}" does not say what is to be seen.`,
        at: `alt: ${alt}`,
      })),
  )
