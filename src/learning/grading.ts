import type { Module, Question, QuestionKind } from '../catalogue/index.ts'
import type { Attempt } from './attempt.ts'
import type { ScoreBand } from './completion.ts'

type Rule = (correct: readonly string[], chosen: readonly string[]) => boolean

const sameOptions: Rule = (correct, chosen) =>
  chosen.length === correct.length && correct.every((id) => chosen.includes(id))

const sameSequence: Rule = (correct, chosen) =>
  chosen.length === correct.length && correct.every((id, index) => chosen[index] === id)

const RULES: Readonly<Record<QuestionKind, Rule>> = {
  one: sameOptions,
  truefalse: sameOptions,
  many: sameOptions,
  order: sameSequence,
}

/** Whatever is not exactly right is wrong, ids that nobody knows included. */
export function grade({ kind, correct }: Question, chosen: readonly string[]): boolean {
  return RULES[kind](correct, chosen)
}

/** Only right options, but not all of them: worth another word than "wrong". */
export function isIncomplete({ kind, correct }: Question, chosen: readonly string[]): boolean {
  const onlyRight = chosen.every((id) => correct.includes(id))
  return kind === 'many' && onlyRight && new Set(chosen).size < correct.length
}

type Progress = Pick<Attempt, 'doneSteps' | 'answers'>

/** The rule of a completion: every step left behind, every question answered, enough of the latest answers right. */
export function isComplete(module: Module, progress: Progress): boolean {
  const { steps, questions, passMark } = module
  const allDone = steps.every(({ slug }) => progress.doneSteps.includes(slug))
  const allAnswered = questions.every(({ id }) => progress.answers[id])
  return allDone && allAnswered && shareOf(module, progress, 'latest') >= passMark
}

const MIDDLE_SHARE = 0.5
const HIGH_SHARE = 0.8

/** By first answers: how much was known before the feedback. */
export function bandOf(module: Module, progress: Progress): ScoreBand {
  const share = shareOf(module, progress, 'first')
  if (share >= HIGH_SHARE) return 'high'
  return share >= MIDDLE_SHARE ? 'middle' : 'low'
}

function shareOf({ questions }: Module, { answers }: Progress, which: 'first' | 'latest'): number {
  const right = questions.filter(({ id }) => answers[id]?.[which]).length
  return right / questions.length
}
