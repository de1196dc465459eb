import { wordsOf } from '../line-of-words.ts'
import type { Audience, Module } from '../module.ts'
import { countWords } from '../plain-text.ts'
import levels from '../reading-levels.json' with { type: 'json' }
import { sentencesOf } from '../sentences.ts'
import type { Finding, Rule } from './rule.ts'
import { passagesOf } from './texts.ts'

interface Limits {
  /** In syllables, as Vietnamese counts words. */
  readonly longestSentence: number
  /** Of one file. */
  readonly meanSentence: number
  readonly longestParagraph: number
  /** Share of a file's words that may belong to terms of older readers. */
  readonly hardShare: number
}

const LIMITS: Readonly<Record<Audience, Limits>> = levels.limits

const NOT_FOR_LEARNERS: readonly string[] = ['teacher.md', 'module.json']

/** Fewer sentences have no mean worth a word. */
const FEWEST_SENTENCES = 5

/**
 * How hard a text is to read. Formulas for English count the syllables of a word; a written word of Vietnamese has one.
 * What measures of Vietnamese build on is how long sentences are and how common their words, and parts of speech add
 * two to four points to that. The limits were set beside the 24 modules, so that what stands out to a reader stands
 * out here.
 * @see https://doi.org/10.4312/ala.10.2.127-142 (Luong, Nguyen and Dinh 2020)
 */
export const readingLevel: Rule = (module) => {
  const limits = LIMITS[module.audience]
  const files = filesOf(module)
  return [...files].flatMap(([file, texts]) => [
    ...longSentences(file, texts, limits),
    ...longParagraphs(file, texts, limits),
    ...longOnTheWhole(file, texts, limits),
    ...hardTerms(file, texts, { audience: module.audience, limits }),
  ])
}

type Check = (file: string, texts: readonly string[], limits: Limits) => readonly Finding[]

const longSentences: Check = (file, texts, { longestSentence: most }) =>
  texts
    .flatMap(sentencesOf)
    .filter((sentence) => countWords(sentence) > most)
    .map((sentence) => ({
      file,
      message: `a sentence has ${countWords(sentence)} words; ${most} are allowed at this age: "${sentence}"`,
      at: sentence,
    }))

const longParagraphs: Check = (file, texts, { longestParagraph: most }) =>
  texts
    .filter((text) => countWords(text) > most)
    .map((text) => ({
      file,
      message: `a paragraph has ${countWords(text)} words; ${most} are allowed at this age.`,
      at: text,
    }))

const longOnTheWhole: Check = (file, texts, { meanSentence: most }) => {
  const counts = texts.flatMap(sentencesOf).map(countWords)
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length
  if (counts.length < FEWEST_SENTENCES || mean <= most) return []
  return [
    {
      file,
      message: `its sentences have ${mean.toFixed(1)} words on average; ${most} are allowed.`,
    },
  ]
}

interface Reader {
  readonly audience: Audience
  readonly limits: Limits
}

function hardTerms(
  file: string,
  texts: readonly string[],
  { audience, limits }: Reader,
): readonly Finding[] {
  const found = texts.flatMap((text) => termsIn(text, audience))
  const share = found.flatMap(wordsOf).length / texts.map(countWords).reduce((a, b) => a + b, 1)
  const [first] = found
  if (first === undefined || share <= limits.hardShare) return []
  const percent = (share * 100).toFixed(1)
  return [
    {
      file,
      message:
        `${percent}% of its words are terms for older readers (${[...new Set(found)].join(', ')}); ` +
        `${limits.hardShare * 100}% is allowed at this age.`,
      at: first,
    },
  ]
}

const BANDS: readonly string[] = ['th1', 'th2', 'thcs', 'thpt']

/** What is hard until a band is hard in every band before it; grown-ups read like the last of them. */
function isHardFor(audience: Audience, since: string): boolean {
  const own = BANDS.includes(audience) ? BANDS.indexOf(audience) : BANDS.length
  return since === 'never' || BANDS.indexOf(since) > own
}

function termsIn(text: string, audience: Audience): readonly string[] {
  const words = ` ${wordsOf(text).join(' ')} `
  return Object.entries(levels.hardBefore)
    .filter(([since]) => isHardFor(audience, since))
    .flatMap(([, terms]) => terms)
    .flatMap((term) => Array.from({ length: words.split(` ${term} `).length - 1 }, () => term))
}

/** What learners read, by file; notes are for teachers, and objectives speak to both. */
function filesOf(module: Module): ReadonlyMap<string, readonly string[]> {
  const files = new Map<string, string[]>()
  for (const { file, text } of passagesOf(module)) {
    if (NOT_FOR_LEARNERS.includes(file)) continue
    files.set(file, [...(files.get(file) ?? []), text])
  }
  return files
}
