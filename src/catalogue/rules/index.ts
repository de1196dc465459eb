/**
 * What the checker asks of a module beyond being understood, one rule per file.
 * Does not belong here: what start-up must refuse (the parsers).
 */
import type { Problem } from '../content-error.ts'
import type { Module } from '../module.ts'
import { altText } from './alt-text.ts'
import { answersNotGivenAway } from './answers-not-given-away.ts'
import { enoughPractice } from './enough-practice.ts'
import { hotline } from './hotline.ts'
import { knownFrames } from './known-frames.ts'
import { ownFeedback } from './own-feedback.ts'
import type { Rule } from './rule.ts'
import { scenarioPaths } from './scenario-paths.ts'
import { sensitive } from './sensitive.ts'
import { sourcedFacts } from './sourced-facts.ts'
import { stepShape } from './step-shape.ts'
import { teacherSections } from './teacher-sections.ts'
import { typography } from './typography.ts'
import { wordLimit } from './word-limit.ts'

const rules: readonly Rule[] = [
  knownFrames,
  sensitive,
  stepShape,
  wordLimit,
  altText,
  enoughPractice,
  scenarioPaths,
  ownFeedback,
  answersNotGivenAway,
  sourcedFacts,
  hotline,
  teacherSections,
  typography,
]

/** Everything that a reader of the module would have to mend; files are named from its folder. */
export function checkModule(module: Module): readonly Problem[] {
  return rules.flatMap((rule) => rule(module))
}
