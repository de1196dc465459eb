import type { Module, Question, Step } from '../catalogue/index.ts'
import { NotFoundError } from '../errors/index.ts'
import type { AnswerProblem } from './question-page.ts'

interface AskedStep {
  readonly step: Step
  readonly pageNumber: number
}

/**
 * A step by its place in the module, and one of its pages; both count from 1.
 * @throws NotFoundError
 */
export function parseStep({ steps }: Module, position: unknown, page: unknown): AskedStep {
  const step = steps[parseNumber(position) - 1]
  const pageNumber = page === undefined ? 1 : parseNumber(page)
  if (!step?.pages[pageNumber - 1]) throw new NotFoundError('not-found')
  return { step, pageNumber }
}

/** @throws NotFoundError */
export function parseQuestion({ questions }: Module, id: unknown): Question {
  const question = questions.find((one) => one.id === id)
  if (!question) throw new NotFoundError('not-found')
  return question
}

function parseNumber(value: unknown): number {
  return typeof value === 'string' && /^[1-9]\d{0,2}$/.test(value) ? Number(value) : Number.NaN
}

export interface ParsedAnswer {
  /** Ids of this question's options only. */
  readonly chosen: readonly string[]
  readonly problem?: AnswerProblem
}

/** What can be graded; a form that was left empty or half filled is asked again, not called wrong. */
export function parseAnswer({ kind, options }: Question, values: readonly string[]): ParsedAnswer {
  const isOrder = kind === 'order'
  // Of an order the places count, so an empty place stays one.
  const chosen = values
    .slice(0, options.length)
    .map((value) => (options.some(({ id }) => id === value) ? value : ''))
  const named = chosen.filter((id) => id !== '')
  if (!isOrder) return named.length > 0 ? { chosen: named } : { chosen: [], problem: 'missing' }
  if (named.length < options.length) return { chosen, problem: 'missingPlace' }
  return new Set(named).size < named.length ? { chosen, problem: 'twice' } : { chosen }
}
