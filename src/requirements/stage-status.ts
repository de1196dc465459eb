import type { Day } from '../runtime/index.ts'

/**
 * From the one that needs most to the one that needs nothing; a school with several stages shows the first of its
 * stages' statuses in this order.
 */
export const STAGE_STATUSES = [
  'overdue',
  'returned',
  'no-plan',
  'planned',
  'held-unconfirmed',
  'met',
  'exempt',
] as const

export type StageStatus = (typeof STAGE_STATUSES)[number]

/** Sessions of one stage within the period, counted by their state. */
export interface StageFacts {
  readonly exempt: boolean
  /** Valid sessions that the stage owes. */
  readonly owed: number
  /** Confirmed and valid. */
  readonly confirmed: number
  /** Valid but for the confirmation. */
  readonly held: number
  readonly returned: number
  readonly planned: number
  readonly due: Day
  readonly today: Day
}

interface Rule {
  readonly status: StageStatus
  readonly holds: (facts: StageFacts) => boolean
}

/**
 * The first rule that holds decides. Three places where the plan leaves the order open (domain §3.1):
 * - A stage that waits for nothing but a confirmation says so, even after the due day: the school has done its part,
 *   and calling it late would send the reminder to the wrong person.
 * - After the due day everything else unmet is overdue, a returned session too: it does not stand as it is.
 * - A stage with some of its owed sessions confirmed and no other in sight has a plan under way, not none.
 */
const RULES: readonly Rule[] = [
  { status: 'exempt', holds: ({ exempt }) => exempt },
  { status: 'met', holds: ({ confirmed, owed }) => confirmed >= owed },
  {
    status: 'held-unconfirmed',
    holds: ({ confirmed, held, owed }) => held > 0 && confirmed + held >= owed,
  },
  { status: 'overdue', holds: ({ today, due }) => today > due },
  { status: 'returned', holds: ({ returned }) => returned > 0 },
  { status: 'held-unconfirmed', holds: ({ held }) => held > 0 },
  { status: 'planned', holds: ({ planned, confirmed }) => planned + confirmed > 0 },
]

export function stageStatusOf(facts: StageFacts): StageStatus {
  return RULES.find(({ holds }) => holds(facts))?.status ?? 'no-plan'
}

/** Of no statuses: `exempt`, since nothing is owed. */
export function worstOf(statuses: readonly StageStatus[]): StageStatus {
  return STAGE_STATUSES.find((status) => statuses.includes(status)) ?? 'exempt'
}

/** Nothing more is owed. */
export function isSettled(status: StageStatus): boolean {
  return status === 'met' || status === 'exempt'
}
