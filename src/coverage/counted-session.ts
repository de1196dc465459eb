import type { Obligation, Period } from '../requirements/index.ts'
import type { Day } from '../runtime/index.ts'
import { type Stage, stageOfGrade, STAGES } from '../schools/index.ts'
import {
  type AudienceLine,
  scopeOf,
  type Session,
  type SessionState,
  stagesOf,
  tidyLabel,
} from '../sessions/index.ts'

/** Why a session does not count; each has its sentence under `coverage.notCounted`. */
export type NotCounted =
  | 'withdrawn'
  | 'only-planned'
  | 'unconfirmed'
  | 'returned'
  | 'outside-period'
  | 'confirmed-too-late'
  | 'no-pupils'
  | 'nobody-present'
  | 'stage-not-taught'

type Owed = Pick<Obligation, 'stages'>
type Dates = Pick<Period, 'from' | 'to' | 'closedAt'>

const REASON_OF_STATE: Readonly<Record<SessionState, NotCounted | undefined>> = {
  planned: 'only-planned',
  held: 'unconfirmed',
  confirmed: undefined,
  returned: 'returned',
  withdrawn: 'withdrawn',
}

/** Every reason that holds; none: the session counts. */
export function whyNotCounted(
  session: Session,
  obligation: Owed,
  period: Dates,
): readonly NotCounted[] {
  const reasons = [
    REASON_OF_STATE[session.state],
    isWithin(session.heldOn, period) ? undefined : 'outside-period',
    isTooLate(session, period) ? 'confirmed-too-late' : undefined,
    session.state === 'planned' ? undefined : reasonOfAudience(session, obligation),
  ] as const
  return reasons.filter((reason) => reason !== undefined)
}

function isWithin(day: Day, { from, to }: Dates): boolean {
  return from <= day && day <= to
}

/** What was confirmed after the figures were frozen cannot change them. */
function isTooLate(session: Session, { closedAt }: Dates): boolean {
  const at = confirmedAt(session)
  return closedAt !== undefined && at !== undefined && at > closedAt
}

function reasonOfAudience(session: Session, obligation: Owed): NotCounted | undefined {
  if (session.audience.length === 0) return 'no-pupils'
  const stages = stagesPresent(session)
  if (stages.length === 0) return 'nobody-present'
  return stages.some((stage) => obligation.stages.includes(stage)) ? undefined : 'stage-not-taught'
}

/** When a confirmed session was confirmed. */
export function confirmedAt({ state, entries }: Session): Date | undefined {
  if (state !== 'confirmed') return undefined
  return entries.findLast(({ what }) => what === 'confirmed')?.at
}

/** Stages of which somebody was there. */
export function stagesPresent({ audience, otherStages }: Session): readonly Stage[] {
  const there = audience.filter(({ present }) => present > 0)
  const named = new Set(there.flatMap((line) => stagesOfLine(line, otherStages)))
  return STAGES.filter((stage) => named.has(stage))
}

/** A line of no one grade stands for the session's other stages; one that names a stage, for that one of them. */
export function stagesOfLine(
  line: AudienceLine,
  otherStages: Session['otherStages'] = [],
): readonly Stage[] {
  const scope = scopeOf({ ...line, label: tidyLabel(line.label) })
  if ('grade' in scope) return [stageOfGrade(scope.grade)].filter((stage) => stage !== undefined)
  return otherStages.filter((stage) => scope.kind !== 'stage' || stage === scope.stage)
}

/** Stages that a plan is for: those it names, else all that the school owes. */
export function stagesPlanned(session: Session, obligation: Owed): readonly Stage[] {
  const named = stagesOf(session)
  return named.length > 0 ? named : STAGES.filter((stage) => obligation.stages.includes(stage))
}
