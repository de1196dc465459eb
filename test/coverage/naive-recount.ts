import type {
  CountedModule,
  Figures,
  StageCoverage,
  StageFigures,
} from '../../src/coverage/index.ts'
import type { Obligation, Period, StageStatus } from '../../src/requirements/index.ts'
import { type Day, dayOf } from '../../src/runtime/index.ts'
import type { SchoolId, Stage } from '../../src/schools/index.ts'
import type { Session } from '../../src/sessions/index.ts'
import type { CountedCompletion } from '../support/a-province.ts'
import { completionsOf, expectedOf } from './naive-modules.ts'
import { presentOf, standsFor } from './naive-reach.ts'

/** Everything that happened, as it lies on the table. */
export interface Facts {
  readonly period: Period
  readonly obligations: readonly Obligation[]
  readonly sessions: readonly Session[]
  readonly completions: readonly CountedCompletion[]
  readonly catalogue: readonly CountedModule[]
  readonly today: Day
}

export interface RecountedSchool {
  readonly code: string
  readonly schoolId: SchoolId
  readonly obligation: Obligation
  readonly status: StageStatus
  readonly stages: readonly StageCoverage[]
  readonly modules: { readonly completions: number; readonly expected: number }
  readonly metOn: Day | undefined
}

/**
 * The definitions of architecture §7 and domain §2.1 once more, counted as one would by hand: school by school and
 * session by session, slow and plain, sharing nothing with src/coverage but the shape of the answer.
 */
export function recount(facts: Facts): RecountedSchool[] {
  const schools: RecountedSchool[] = []
  for (const obligation of facts.obligations) {
    if (obligation.periodId === facts.period.id) schools.push(recountSchool(obligation, facts))
  }
  return schools
}

function recountSchool(obligation: Obligation, facts: Facts): RecountedSchool {
  const own = facts.sessions.filter(({ schoolId }) => schoolId === obligation.schoolId)
  const stages: StageCoverage[] = []
  let completions = 0
  for (const stage of obligation.stages) {
    const counted = own.filter((one) => isCounted(one, facts.period) && isPresent(one, stage))
    const ofStage = completionsOf(stage, obligation, facts)
    completions += ofStage
    stages.push({
      stage,
      status: statusOf(stage, { obligation, facts, own, confirmed: counted.length }),
      sessions: counted.length,
      owed: facts.period.minSessions,
      present: presentOf(
        stage,
        obligation,
        own.filter((one) => isCounted(one, facts.period)),
      ),
      enrolled: obligation.school.enrolledByStage[stage] ?? 0,
      completions: ofStage,
      dueOn: facts.period.due,
    })
  }
  const status = worstStatus(stages)
  return {
    code: obligation.school.code,
    schoolId: obligation.schoolId,
    obligation,
    status,
    stages,
    modules: { completions, expected: expectedOf(obligation, facts) },
    metOn: status === 'met' ? lastNeededConfirmation(obligation, own, facts.period) : undefined,
  }
}

function isCounted(session: Session, period: Period): boolean {
  if (session.state !== 'confirmed') return false
  if (!isWithin(session, period)) return false
  return period.closedAt === undefined || confirmedAt(session) <= period.closedAt
}

function isWithin({ heldOn }: Session, { from, to }: Period): boolean {
  return heldOn >= from && heldOn <= to
}

function confirmedAt({ entries }: Session): Date {
  let at = new Date(0)
  for (const entry of entries) {
    if (entry.what === 'confirmed') at = entry.at
  }
  return at
}

function isPresent(session: Session, stage: Stage): boolean {
  for (const line of session.audience) {
    if (line.present > 0 && standsFor(line, session, stage)) return true
  }
  return false
}

/** Nobody has come yet: a plan is for whom it names, and for everybody where it names no pupils. */
function isPlannedFor(session: Session, stage: Stage): boolean {
  const others = session.otherStages ?? []
  let isNamed = others.includes(stage)
  let namesAnybody = others.length > 0
  for (const line of session.audience) {
    if (line.grade === 0) continue
    namesAnybody = true
    if (standsFor(line, session, stage)) isNamed = true
  }
  return isNamed || !namesAnybody
}

interface StatusFacts {
  readonly obligation: Obligation
  readonly facts: Facts
  readonly own: readonly Session[]
  readonly confirmed: number
}

function statusOf(stage: Stage, { obligation, facts, own, confirmed }: StatusFacts): StageStatus {
  const owed = facts.period.minSessions
  const counts = countStates(stage, own, facts.period)
  if (obligation.exempt) return 'exempt'
  if (confirmed >= owed) return 'met'
  if (counts.held > 0 && counts.held + confirmed >= owed) return 'held-unconfirmed'
  if (facts.today > facts.period.due) return 'overdue'
  return beforeDue({ ...counts, planned: counts.planned + confirmed })
}

function beforeDue({ held, returned, planned }: ReturnType<typeof countStates>): StageStatus {
  if (returned > 0) return 'returned'
  if (held > 0) return 'held-unconfirmed'
  return planned > 0 ? 'planned' : 'no-plan'
}

function countStates(stage: Stage, own: readonly Session[], period: Period) {
  let held = 0
  let returned = 0
  let planned = 0
  for (const session of own) {
    if (!isWithin(session, period)) continue
    if (session.state === 'planned' && isPlannedFor(session, stage)) planned += 1
    if (!isPresent(session, stage)) continue
    if (session.state === 'held') held += 1
    if (session.state === 'returned') returned += 1
  }
  return { held, returned, planned }
}

const WORST_FIRST: readonly StageStatus[] = [
  'overdue',
  'returned',
  'no-plan',
  'planned',
  'held-unconfirmed',
  'met',
  'exempt',
]

function worstStatus(stages: readonly StageCoverage[]): StageStatus {
  for (const status of WORST_FIRST) {
    for (const stage of stages) if (stage.status === status) return status
  }
  return 'exempt'
}

function lastNeededConfirmation(obligation: Obligation, own: readonly Session[], period: Period) {
  let last = new Date(0)
  for (const stage of obligation.stages) {
    const moments: Date[] = []
    for (const session of own) {
      if (isCounted(session, period) && isPresent(session, stage))
        moments.push(confirmedAt(session))
    }
    moments.sort((one, other) => one.getTime() - other.getTime())
    const needed = moments[period.minSessions - 1]
    if (needed && needed > last) last = needed
  }
  return dayOf(last)
}

/** The three figures over any of the schools; `lostOn` is history, which no recount of today's facts can know. */
export function addUp(
  schools: readonly RecountedSchool[],
  lost: ReadonlyMap<SchoolId, Day> = new Map(),
): Figures {
  const byStatus = noStatus()
  const byStage = { th: noStage(), thcs: noStage(), thpt: noStage(), care: noStage() }
  const reach = { enrolled: 0, present: 0 }
  const modules = { completions: 0, expected: 0 }
  const metOn: Record<Day, number> = {}
  const lostOn: Record<Day, number> = {}
  let obligated = 0
  for (const school of schools) {
    byStatus[school.status] += 1
    if (school.status === 'exempt') continue
    obligated += 1
    modules.completions += school.modules.completions
    modules.expected += school.modules.expected
    for (const one of school.stages) {
      addStage(byStage[one.stage], one.status)
      reach.enrolled += one.enrolled
      reach.present += one.present
    }
    addDay(metOn, school.metOn)
    addDay(lostOn, lost.get(school.schoolId))
  }
  return {
    obligated,
    met: byStatus.met,
    byStatus,
    byStage,
    reach,
    modules,
    trained: 0,
    metOn,
    lostOn,
  }
}

function addDay(counts: Record<Day, number>, day: Day | undefined): void {
  if (day !== undefined) counts[day] = (counts[day] ?? 0) + 1
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] }

function addStage(figures: Writable<StageFigures>, status: StageStatus): void {
  figures.obligated += 1
  if (status === 'met') figures.met += 1
  if (status === 'held-unconfirmed') figures.waiting += 1
}

function noStage(): Writable<StageFigures> {
  return { obligated: 0, met: 0, waiting: 0 }
}

function noStatus() {
  return {
    overdue: 0,
    returned: 0,
    'no-plan': 0,
    planned: 0,
    'held-unconfirmed': 0,
    met: 0,
    exempt: 0,
  }
}

/** A school lies in the area of its commune and of its manager, and in whatever those lie in. */
export function isInArea(
  { school }: Obligation,
  areaId: string,
  parents: Readonly<Record<string, string | undefined>>,
): boolean {
  for (const start of [school.communeId, school.managedById]) {
    let area: string | undefined = start
    while (area !== undefined) {
      if (area === areaId) return true
      area = parents[area]
    }
  }
  return false
}
