/**
 * What the checker asks of modules beyond being understood, one rule per file.
 * Does not belong here: what start-up must refuse (the parsers).
 */
import type { LoadedModule } from '../module-parser.ts'
import { altText } from './alt-text.ts'
import { answersNotGivenAway } from './answers-not-given-away.ts'
import { blindSolver } from './blind-solver.ts'
import { contentNote } from './content-note.ts'
import { drawnEmoji } from './drawn-emoji.ts'
import { english } from './english.ts'
import { enoughPractice } from './enough-practice.ts'
import { hotline } from './hotline.ts'
import { knownFrames } from './known-frames.ts'
import { nearDuplicates } from './near-duplicates.ts'
import { ownExperience } from './own-experience.ts'
import { ownFeedback } from './own-feedback.ts'
import { readingLevel } from './reading-level.ts'
import type { CatalogueRule, Finding, Rule } from './rule.ts'
import { scenarioPaths } from './scenario-paths.ts'
import { sensitive } from './sensitive.ts'
import { somethingToSee } from './something-to-see.ts'
import { sourcedFacts } from './sourced-facts.ts'
import { stepMinutes } from './step-minutes.ts'
import { stepShape } from './step-shape.ts'
import { teacherSections } from './teacher-sections.ts'
import { typography } from './typography.ts'
import { unseenSigns } from './unseen-signs.ts'
import { wordLimit } from './word-limit.ts'

const rules: readonly Rule[] = [
  knownFrames,
  sensitive,
  contentNote,
  ownExperience,
  stepShape,
  stepMinutes,
  wordLimit,
  readingLevel,
  altText,
  enoughPractice,
  scenarioPaths,
  ownFeedback,
  answersNotGivenAway,
  sourcedFacts,
  hotline,
  teacherSections,
  typography,
  unseenSigns,
  drawnEmoji,
  somethingToSee,
  english,
]

const catalogueRules: readonly CatalogueRule[] = [blindSolver, nearDuplicates]

/** Everything that a reader of the modules would have to mend: for each of them, in turn. */
export function checkModules(modules: readonly LoadedModule[]): readonly (readonly Finding[])[] {
  const amongAll = catalogueRules.map((rule) => rule(modules))
  return modules.map(({ module }, index) => [
    ...rules.flatMap((rule) => rule(module)),
    ...amongAll.flatMap((findings) => findings[index] ?? []),
  ])
}
