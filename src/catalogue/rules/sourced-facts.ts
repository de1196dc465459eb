import type { Module } from '../module.ts'
import type { Rule } from './rule.ts'
import { learnerTexts } from './texts.ts'

interface FactPattern {
  readonly says: RegExp
  /** What a source must contain that backs this. */
  readonly marks: (match: string) => string
}

/** The kinds of statement that somebody may ask proof for, as far as a program can see them. */
const FACT_PATTERNS: readonly FactPattern[] = [
  { says: /(?<!\d)11[1345](?!\d)/g, marks: (match) => match },
  { says: /\d+(?:[.,]\d+)?\s?%/g, marks: (match) => match.replace(/\s/, '') },
  { says: /\d+\/\d{4}(?:\/[A-ZĐ]+\d*(?:-[A-ZĐ]+)?)?/g, marks: (match) => match },
]

/** Every hotline, percentage and legal instrument that a learner reads stands in a source. */
export const sourcedFacts: Rule = (module) => {
  const missing = new Map<string, string>()
  for (const { file, text } of learnerTexts(module)) {
    for (const mark of marksIn(text)) {
      if (!isSourced(mark, module)) missing.set(mark, file)
    }
  }
  return [...missing].map(([mark, file]) => ({
    file,
    message: `"${mark}" is stated, but no entry of 'sources' in module.json contains it.`,
    at: mark,
  }))
}

function marksIn(text: string): readonly string[] {
  return FACT_PATTERNS.flatMap(({ says, marks }) => (text.match(says) ?? []).map(marks))
}

function isSourced(mark: string, { sources }: Module): boolean {
  return sources.some(({ text, url = '' }) => `${text} ${url}`.includes(mark))
}
