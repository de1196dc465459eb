import { addDays, type Day } from '../../../../src/runtime/index.ts'
import {
  enrolledOf,
  gradesOfStage,
  isObligated,
  type School,
  type Stage,
} from '../../../../src/schools/index.ts'
import {
  attested,
  type AudienceLine,
  firstEntered,
  type PersonRef,
  type Session,
  sessionIdOf,
} from '../../../../src/sessions/index.ts'

type Fate = 'confirmed' | 'held' | 'returned' | 'planned'

/** Of twenty stages: what became of the session of each. */
const SHARES: readonly (readonly [Fate, number])[] = [
  ['confirmed', 11],
  ['held', 5],
  ['returned', 2],
  ['planned', 2],
]
const FATES = SHARES.flatMap(([fate, share]) => Array<Fate>(share).fill(fate))
/** Coprime to the twenty: neighbours differ. */
const STEP = 7

const TEACHER: PersonRef = {
  kind: 'account',
  id: 'bench-teacher',
  name: 'Lê Thị Hoa',
  role: 'teacher',
}
const PRINCIPAL: PersonRef = {
  kind: 'account',
  id: 'bench-principal',
  name: 'Trần Văn Minh',
  role: 'principal',
}

/** One for each stage that owes one, in mixed states. */
export function sessionsOf(schools: readonly School[], now: Date, today: Day): readonly Session[] {
  return schools
    .filter(isObligated)
    .flatMap((school) => school.stages.map((stage) => ({ school, stage })))
    .map(({ school, stage }, index) => {
      const fate = FATES[(index * STEP) % FATES.length] ?? 'confirmed'
      const heldOn = addDays(today, fate === 'planned' ? 7 : -1 - (index % 60))
      return sessionOf({ school, stage, fate, heldOn }, now)
    })
}

interface Told {
  readonly school: School
  readonly stage: Stage
  readonly fate: Fate
  readonly heldOn: Day
}

function sessionOf({ school, stage, fate, heldOn }: Told, now: Date): Session {
  const isPlan = fate === 'planned'
  const first: Session = {
    id: sessionIdOf(school.id, `bench ${stage}`),
    schoolId: school.id,
    heldOn,
    minutes: isPlan ? 0 : 35,
    form: 'class-hour',
    presenter: 'school',
    modules: [{ id: 'B5', version: '1' }],
    topics: [],
    audience: audienceOf(school, stage, isPlan),
    ...(stage === 'care' && { otherStages: [stage] }),
    evidence: [{ kind: 'run-log', runId: `bench-${school.code}-${stage}` }],
    ...firstEntered({ who: TEACHER, at: now }, isPlan ? 'planned' : 'recorded'),
  }
  if (fate !== 'confirmed' && fate !== 'returned') return first
  const reason = fate === 'returned' ? { reason: 'Chưa khớp sĩ số' } : {}
  return attested(first, fate, { who: PRINCIPAL, at: now, ...reason }) ?? first
}

const MOST_CLASSES = 3

function audienceOf(school: School, stage: Stage, isPlan: boolean): readonly AudienceLine[] {
  const grades = gradesOfStage(stage)
  const classes =
    stage === 'care'
      ? [{ label: 'Trẻ của cơ sở', grade: 0, enrolled: enrolledOf(school) }]
      : school.classes.filter(({ grade }) => grades.includes(grade)).slice(0, MOST_CLASSES)
  return classes.map((one) => ({ ...one, present: isPlan ? 0 : Math.ceil(one.enrolled * 0.95) }))
}

/** Confirming it is all that its school still owes. */
export function lastStanding(
  schools: readonly School[],
  sessions: readonly Session[],
): readonly { readonly school: School; readonly session: Session }[] {
  const byId = new Map(schools.map((school) => [school.id, school]))
  return sessions
    .filter(({ state }) => state === 'held')
    .flatMap((session) => {
      const school = byId.get(session.schoolId)
      return school?.stages.length === 1 ? [{ school, session }] : []
    })
}
