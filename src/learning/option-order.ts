import type { Option, Question } from '../catalogue/index.ts'
import { hashOf } from '../runtime/index.ts'
import type { LearnerKey } from '../web/index.ts'

/**
 * Options in an order of this learner's own, the same at every look, so that neighbours cannot copy "the second one".
 * True and false stay as written; what is to be put in order never starts in order.
 */
export function optionsFor(learnerKey: LearnerKey, question: Question): readonly Option[] {
  if (question.kind === 'truefalse') return question.options
  const placed = question.options.map((option) => ({
    option,
    place: hashOf('option-order', learnerKey, question.id, option.id),
  }))
  const mixed = placed.toSorted((a, b) => (a.place < b.place ? -1 : 1)).map(({ option }) => option)
  const inOrder = mixed.every(({ id }, index) => id === question.correct[index])
  return question.kind === 'order' && inOrder ? mixed.toReversed() : mixed
}
