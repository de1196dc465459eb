import type { Period, StageStatus } from '../requirements/index.ts'
import type { Session, SessionState } from '../sessions/index.ts'
import type { CoverageRow } from './coverage-row.ts'

/** What the person before a school's page may do there. */
export interface SchoolPowers {
  readonly mayConfirm: boolean
  readonly mayEdit: boolean
  readonly mayRecord: boolean
  /** Exempt it, take that back, add it late. */
  readonly mayManage: boolean
}

export type NextStep =
  | { readonly step: 'confirm'; readonly count: number }
  | { readonly step: 'correct' }
  | { readonly step: 'record' }

interface State {
  readonly period: Pick<Period, 'state'>
  /** Of the period. */
  readonly sessions: readonly Pick<Session, 'state'>[]
  readonly row: Pick<CoverageRow, 'status' | 'stages'> | undefined
  readonly powers: SchoolPowers
}

const NEEDS_A_SESSION: readonly StageStatus[] = ['overdue', 'returned', 'no-plan', 'planned']

interface Rule {
  readonly holds: (state: State) => boolean
  readonly step: (state: State) => NextStep
}

/** The first that holds is the one thing to do now. */
const RULES: readonly Rule[] = [
  {
    holds: ({ powers, sessions }) => powers.mayConfirm && countOf('held', sessions) > 0,
    step: ({ sessions }) => ({ step: 'confirm', count: countOf('held', sessions) }),
  },
  {
    holds: ({ powers, sessions, row }) =>
      powers.mayEdit && needsSession(row) && countOf('returned', sessions) > 0,
    step: () => ({ step: 'correct' }),
  },
  {
    holds: ({ powers, row }) => powers.mayRecord && needsSession(row),
    step: () => ({ step: 'record' }),
  },
]

/** Undefined where there is nothing to do, or nothing for this person. */
export function nextStepOf(state: State): NextStep | undefined {
  if (state.period.state !== 'open') return undefined
  return RULES.find(({ holds }) => holds(state))?.step(state)
}

function countOf(wanted: SessionState, sessions: State['sessions']): number {
  return sessions.filter(({ state }) => state === wanted).length
}

function needsSession(row: State['row']): boolean {
  return row?.stages.some(({ status }) => NEEDS_A_SESSION.includes(status)) ?? false
}
