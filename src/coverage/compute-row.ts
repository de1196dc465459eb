import { type Obligation, type Period, stageStatusOf, worstOf } from '../requirements/index.ts'
import { type Day, dayOf } from '../runtime/index.ts'
import type { Stage } from '../schools/index.ts'
import type { Evidence, Session } from '../sessions/index.ts'
import {
  confirmedAt,
  type NotCounted,
  stagesPlanned,
  stagesPresent,
  whyNotCounted,
} from './counted-session.ts'
import {
  cellOf,
  type ComputedRow,
  type CoverageRow,
  sortKeyOf,
  type StageCoverage,
  type StatusChange,
} from './coverage-row.ts'
import { completionsByStage, type CountedModule, expectedOf } from './module-count.ts'
import { presentByStage } from './reach.ts'
import { countPeople, type TrainedPerson } from './trained-people.ts'

/** All that one row follows from. */
export interface RowFacts {
  readonly obligation: Obligation
  readonly period: Period
  /** Of the school, within the period; others do no harm. */
  readonly sessions: readonly Session[]
  /** The department's pick for the period; where it made none, every module. */
  readonly modules: readonly CountedModule[]
  /** By module. */
  readonly completions: ReadonlyMap<string, number>
  /** Of the school year in which the period begins. */
  readonly trained: readonly TrainedPerson[]
  readonly today: Day
}

/** Pure: the same facts give the same row. */
export function computeRow(facts: RowFacts): ComputedRow {
  const { obligation, period, sessions, modules, completions, today } = facts
  const { periodId, schoolId, school, exempt } = obligation
  const judged = sessions.map((session) => judge(session, facts))
  const counted = judged.filter(({ reasons }) => reasons.length === 0).map(({ session }) => session)
  const present = presentByStage(counted, obligation.stages, school)
  const completed = completionsByStage(completions, modules, obligation)
  const stages = obligation.stages.map((stage) => ({
    ...statusOf(stage, judged, facts),
    present: present.get(stage) ?? 0,
    enrolled: school.enrolledByStage[stage] ?? 0,
    completions: completed.get(stage) ?? 0,
    dueOn: period.due,
  }))
  const status = worstOf(stages.map((one) => one.status))
  const { code, name, communeId, managedById } = school
  const metOn =
    status === 'met' ? metOnOf(counted, obligation.stages, period.minSessions) : undefined
  return {
    periodId,
    schoolId,
    code,
    name,
    ...(communeId && { communeId }),
    ...(managedById && { managedById }),
    cell: cellOf(school),
    sortKey: sortKeyOf({ status, name, code }),
    status,
    stages,
    modules: modulesOf(stages, modules, facts),
    trained: countPeople(facts.trained),
    evidence: evidenceOf(judged),
    ...(exempt && { exemptReason: exempt.reason }),
    ...(metOn && { metOn }),
    computedOn: today,
  }
}

interface Judged {
  readonly session: Session
  readonly reasons: readonly NotCounted[]
}

function judge(session: Session, { obligation, period }: RowFacts): Judged {
  return { session, reasons: whyNotCounted(session, obligation, period) }
}

type Stated = Pick<StageCoverage, 'stage' | 'status' | 'sessions' | 'owed'>

function statusOf(stage: Stage, judged: readonly Judged[], facts: RowFacts): Stated {
  const { obligation, period, today } = facts
  const isFor = (session: Session) => stagesPresent(session).includes(stage)
  /** Sessions that only this keeps from counting. */
  const but = (reason: NotCounted | undefined, holds: (session: Session) => boolean) =>
    judged.filter(
      ({ session, reasons }) => reasons.every((one) => one === reason) && holds(session),
    )
  const counted = but(undefined, isFor).length
  const status = stageStatusOf({
    exempt: obligation.exempt !== undefined,
    owed: period.minSessions,
    confirmed: counted,
    held: but('unconfirmed', (one) => one.state === 'held' && isFor(one)).length,
    returned: but('returned', (one) => one.state === 'returned' && isFor(one)).length,
    planned: but(
      'only-planned',
      (one) => one.state === 'planned' && stagesPlanned(one, obligation).includes(stage),
    ).length,
    due: period.due,
    today,
  })
  return { stage, status, sessions: counted, owed: period.minSessions }
}

/** The day of the confirmation that the last stage was waiting for. */
function metOnOf(
  counted: readonly Session[],
  stages: readonly Stage[],
  owed: number,
): Day | undefined {
  const days = stages.map((stage) => {
    const confirmedOn = counted
      .filter((session) => stagesPresent(session).includes(stage))
      .flatMap((session) => confirmedAt(session) ?? [])
      .map(dayOf)
      .toSorted()
    return confirmedOn[owed - 1]
  })
  return days.toSorted().at(-1)
}

function modulesOf(
  stages: readonly Pick<StageCoverage, 'completions'>[],
  modules: readonly CountedModule[],
  { period, obligation }: RowFacts,
): ComputedRow['modules'] {
  return {
    completions: stages.reduce((sum, { completions }) => sum + completions, 0),
    // Without a pick there is nothing that anybody was expected to complete.
    expected: period.modules.length === 0 ? 0 : expectedOf(modules, obligation),
  }
}

const KINDS: readonly Evidence['kind'][] = ['run-log', 'offline-pack', 'link', 'paper']

/** Of sessions that were held, confirmed or not. */
function evidenceOf(judged: readonly Judged[]): ComputedRow['evidence'] {
  const held = judged.filter(({ session }) => ['held', 'confirmed'].includes(session.state))
  const found = held.flatMap(({ session }) => session.evidence.map(({ kind }) => kind))
  return KINDS.filter((kind) => found.includes(kind))
}

export interface Stamp {
  readonly version: number
  readonly at: Date
}

// Enough to say what became of a school; a row must not grow for ever.
const LONGEST_LOG = 40

/** The row to be stored over the one before, with what changed between them. */
export function nextRow(
  before: CoverageRow | undefined,
  computed: ComputedRow,
  { version, at }: Stamp,
): CoverageRow {
  const changes = changesBetween(before, computed, { version, at })
  const lostOn = lostOnOf(before, computed, at)
  return {
    ...computed,
    version,
    log: [...(before?.log ?? []), ...changes].slice(-LONGEST_LOG),
    ...(lostOn && { lostOn }),
  }
}

/** A new row has come from nothing: there was no plan. */
function changesBetween(
  before: CoverageRow | undefined,
  { stages }: ComputedRow,
  stamp: Stamp,
): readonly StatusChange[] {
  return stages.flatMap(({ stage, status: to }) => {
    const from = before?.stages.find((one) => one.stage === stage)?.status ?? 'no-plan'
    return from === to ? [] : [{ stage, from, to, ...stamp }]
  })
}

function lostOnOf(
  before: CoverageRow | undefined,
  { status }: ComputedRow,
  at: Date,
): Day | undefined {
  if (status === 'met' || status === 'exempt') return undefined
  return before?.status === 'met' ? dayOf(at) : before?.lostOn
}
