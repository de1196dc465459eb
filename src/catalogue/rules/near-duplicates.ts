import { wordsOf } from '../line-of-words.ts'
import type { LoadedModule } from '../module-parser.ts'
import type { CatalogueRule, Finding } from './rule.ts'
import { passagesOf, type PlacedText } from './texts.ts'

const WORDS_IN_SHINGLE = 4
/** A stock phrase of six or seven words has four shingles at most: less than half of such a passage. */
const FEWEST_WORDS = 12
const SHARE_OF_COPY = 0.5

interface Passage extends PlacedText {
  readonly id: string
  readonly folder: string
  readonly shingles: ReadonlySet<string>
}

/**
 * Each module says things in its own words: no passage of one is mostly that of another. By shingles:
 * Broder, “On the resemblance and containment of documents”, 1997 (containment in the shorter).
 */
export const nearDuplicates: CatalogueRule = (modules) => {
  const byShingle = new Map<string, Passage[]>()
  return modules.map((loaded) => {
    const passages = passagesIn(loaded)
    const findings = passages.flatMap((passage) => copiesIn(passage, byShingle))
    for (const passage of passages) remember(passage, byShingle)
    return findings
  })
}

function passagesIn({ folder, module }: LoadedModule): readonly Passage[] {
  return passagesOf(module)
    .map((placed) => ({ ...placed, words: ownWordsOf(placed.text) }))
    .filter(({ words }) => words.length >= FEWEST_WORDS)
    .map(({ words, ...placed }) => ({
      ...placed,
      id: module.id,
      folder,
      shingles: shinglesOf(words),
    }))
}

/** Numbers of laws, hotlines and frames are the same wherever they stand. */
function ownWordsOf(text: string): readonly string[] {
  return wordsOf(text).filter((word) => !/\d/.test(word))
}

function shinglesOf(words: readonly string[]): ReadonlySet<string> {
  const starts = words.slice(0, words.length - WORDS_IN_SHINGLE + 1)
  return new Set(starts.map((_, at) => words.slice(at, at + WORDS_IN_SHINGLE).join(' ')))
}

/** Versions of one module may say the same. */
function copiesIn(
  passage: Passage,
  byShingle: ReadonlyMap<string, readonly Passage[]>,
): readonly Finding[] {
  const shared = new Map<Passage, number>()
  for (const shingle of passage.shingles) {
    for (const other of byShingle.get(shingle) ?? [])
      shared.set(other, (shared.get(other) ?? 0) + 1)
  }
  const copied = [...shared].find(([other, count]) => {
    const shorter = Math.min(other.shingles.size, passage.shingles.size)
    return other.id !== passage.id && count >= shorter * SHARE_OF_COPY
  })
  if (!copied) return []
  const { file, text } = passage
  const [{ folder, file: otherFile, text: otherText }] = copied
  return [
    { file, at: text, message: `"${text}" is mostly "${otherText}" of ${folder}/${otherFile}.` },
  ]
}

function remember(passage: Passage, byShingle: Map<string, Passage[]>): void {
  for (const shingle of passage.shingles) {
    const known = byShingle.get(shingle)
    if (known) known.push(passage)
    else byShingle.set(shingle, [passage])
  }
}
