import { type Block, type Module, plainText, type Question } from '../../catalogue/index.ts'

/**
 * The step that speaks most of what a question asks, counted from 1: pairs of syllables (most Vietnamese words are
 * two) that both have, a pair weighing less the more steps have it. The summary repeats everything, so it is left
 * out. Undefined where no pair is shared.
 */
export function nearestStep({ steps }: Module, question: Question): number | undefined {
  const pairsOfSteps = steps.map(({ kind, title, pages }) =>
    kind === 'summary'
      ? new Set<string>()
      : pairsOf([title, ...pages.flatMap(({ blocks }) => blocks.flatMap(textsOf))]),
  )
  const asked = pairsOf(textsOfQuestion(question))
  const weightOf = (pair: string) => 1 / pairsOfSteps.filter((pairs) => pairs.has(pair)).length
  const scores = pairsOfSteps.map((pairs) =>
    [...asked].filter((pair) => pairs.has(pair)).reduce((sum, pair) => sum + weightOf(pair), 0),
  )
  const best = Math.max(...scores)
  return best > 0 ? scores.indexOf(best) + 1 : undefined
}

/** What is asked, and what is right about it; wrong options speak of other things on purpose. */
function textsOfQuestion({ prompt, options, correct }: Question): readonly string[] {
  const right = options.filter(({ id }) => correct.includes(id))
  return [prompt, ...right.flatMap(({ text, feedback }) => [text, feedback])]
}

// Ids and names of files say nothing.
const NO_WORDS = new Set(['type', 'id', 'file', 'start', 'to', 'basket', 'ending'])

/** Every text of a block, of whatever kind it is. */
function textsOf(block: Block): readonly string[] {
  return Object.entries(block).flatMap(([name, value]) => stringsIn(name, value))
}

function stringsIn(name: string, value: unknown): readonly string[] {
  if (NO_WORDS.has(name)) return []
  if (typeof value === 'string') return [plainText(value)]
  if (typeof value !== 'object' || value === null) return []
  const parts: readonly (readonly [string, unknown])[] = Object.entries(value)
  return parts.flatMap(([key, part]) => stringsIn(key, part))
}

function pairsOf(texts: readonly string[]): ReadonlySet<string> {
  return new Set(
    texts.flatMap((text) => {
      const syllables =
        text
          .normalize('NFC')
          .toLowerCase()
          .match(/[\p{L}\p{N}]+/gu) ?? []
      return syllables.slice(1).map((syllable, index) => `${syllables[index] ?? ''} ${syllable}`)
    }),
  )
}
