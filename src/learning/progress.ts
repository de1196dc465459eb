import type { Module } from '../catalogue/index.ts'
import type { LearnerKey } from '../web/index.ts'
import { type Attempt, type AttemptId, attemptIdOf } from './attempt.ts'
import { isComplete } from './grading.ts'
import { schoolYearOf } from './school-year.ts'

/** Where a learner goes on. */
export type Place =
  | { readonly at: 'step'; readonly position: number }
  | { readonly at: 'question'; readonly questionId: string }
  /** Everything is answered, but these not yet right. */
  | { readonly at: 'result'; readonly again: readonly string[] }
  | { readonly at: 'end' }

const LIFE_MS = 60 * 24 * 60 * 60 * 1000

export interface Start {
  readonly learnerKey: LearnerKey
  readonly module: Module
  readonly now: Date
}

/** The id of the attempt that a learner has at `now`. */
export function currentAttemptId({ learnerKey, module, now }: Start): AttemptId {
  const { id: moduleId, version } = module
  return attemptIdOf({ learnerKey, moduleId, version, schoolYear: schoolYearOf(now) })
}

export function freshAttempt({ learnerKey, module, now }: Start): Attempt {
  return {
    id: currentAttemptId({ learnerKey, module, now }),
    moduleId: module.id,
    moduleVersion: module.version,
    doneSteps: [],
    answers: {},
    revision: 0,
    expiresAt: expiryOf(now),
  }
}

export function expiryOf(now: Date): Date {
  return new Date(now.getTime() + LIFE_MS)
}

/** The same attempt where nothing is new. */
export function withStepDone(attempt: Attempt, slug: string): Attempt {
  if (attempt.doneSteps.includes(slug)) return attempt
  return { ...attempt, doneSteps: [...attempt.doneSteps, slug] }
}

/** The same attempt where nothing is new; a first answer is first for ever. */
export function withAnswer(attempt: Attempt, questionId: string, right: boolean): Attempt {
  const known = attempt.answers[questionId]
  if (known?.latest === right) return attempt
  const answer = { first: known?.first ?? right, latest: right }
  return { ...attempt, answers: { ...attempt.answers, [questionId]: answer } }
}

const NOTHING_YET: Pick<Attempt, 'doneSteps' | 'answers'> = { doneSteps: [], answers: {} }

/** Steps first, then questions never answered, then the count. */
export function decidePlace(module: Module, progress = NOTHING_YET): Place {
  const { doneSteps, answers } = progress
  const step = module.steps.findIndex(({ slug }) => !doneSteps.includes(slug))
  if (step >= 0) return { at: 'step', position: step + 1 }
  const open = module.questions.find(({ id }) => !answers[id])
  if (open) return { at: 'question', questionId: open.id }
  if (isComplete(module, progress)) return { at: 'end' }
  const again = module.questions.filter(({ id }) => !answers[id]?.latest)
  return { at: 'result', again: again.map(({ id }) => id) }
}

/** The next question in the module's order that was never answered, then one before it. */
export function nextOpenQuestion(
  module: Module,
  attempt: Pick<Attempt, 'answers'>,
  after: string,
): string | undefined {
  const ids = module.questions.map(({ id }) => id)
  const here = ids.indexOf(after) + 1
  return [...ids.slice(here), ...ids.slice(0, here)].find((id) => !attempt.answers[id])
}
