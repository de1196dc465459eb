import { addDays, type Day } from '../runtime/index.ts'
import type { FormProblem, ProblemCode } from './form-problem.ts'

// What was held longer ago belongs to no report that is still open.
const OLDEST_DAYS = 730
const FURTHEST_DAYS = 366

export interface DayContext {
  readonly today: Day
  /** What was reported as held cannot become a plan again. */
  readonly mayPlan: boolean
  /** The button for a plan was pressed. */
  readonly isPlanAsked: boolean
  /** Somebody has typed how many were present. */
  readonly isCounted: boolean
}

export interface JudgedDay {
  readonly isPlan: boolean
  readonly problems: readonly FormProblem[]
}

/** The day decides whether it is a plan, whatever button was pressed; of today both can be true. */
export function judgeDay(heldOn: Day | undefined, context: DayContext): JudgedDay {
  const { today, isPlanAsked } = context
  const code = problemOf(heldOn, context)
  const isAhead = heldOn !== undefined && heldOn > today
  const isPlan = context.mayPlan && (isAhead || isPlanAsked)
  return { isPlan, problems: code ? [{ field: 'heldOn', code }] : [] }
}

function problemOf(heldOn: Day | undefined, context: DayContext): ProblemCode | undefined {
  if (!heldOn) return 'day-malformed'
  if (heldOn > context.today) return problemAhead(heldOn, context)
  if (context.isPlanAsked && heldOn < context.today) return 'plan-past'
  return heldOn < addDays(context.today, -OLDEST_DAYS) ? 'day-too-old' : undefined
}

function problemAhead(
  heldOn: Day,
  { today, mayPlan, isPlanAsked, isCounted }: DayContext,
): ProblemCode | undefined {
  if (!mayPlan) return 'day-future'
  if (heldOn > addDays(today, FURTHEST_DAYS)) return 'day-too-far'
  // A slip of the pen in the day must not throw away what was counted.
  return isCounted && !isPlanAsked ? 'day-not-yet' : undefined
}
