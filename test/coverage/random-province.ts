import * as fc from 'fast-check'

import type { Period } from '../../src/requirements/index.ts'
import type { Day } from '../../src/runtime/index.ts'
import {
  type AreaId,
  type GradeSize,
  gradesOfStage,
  type School,
  type SchoolKind,
  type Stage,
  STAGES,
} from '../../src/schools/index.ts'
import {
  type AttestationStep,
  attested,
  type AudienceLine,
  type Session,
  type SessionId,
} from '../../src/sessions/index.ts'
import { aPeriod } from '../support/a-period.ts'
import { aHeldSession } from '../support/a-province.ts'
import { anArea, aSchool } from '../support/a-school.ts'

const PROVINCE = anArea({ kind: 'province', name: 'Tây Ninh' })
const CLUSTER = anArea({ kind: 'cluster', name: 'Cụm 1', parentId: PROVINCE.id })
const DEPARTMENT = anArea({ kind: 'department', name: 'Sở GD&ĐT', parentId: PROVINCE.id })
const COMMUNES = [
  anArea({ name: 'Xã Tân Lập', parentId: CLUSTER.id }),
  anArea({ name: 'Phường Tân Ninh', parentId: CLUSTER.id }),
  anArea({ name: 'Xã Ấp Bắc', parentId: PROVINCE.id }),
]
export const AREAS = [PROVINCE, CLUSTER, DEPARTMENT, ...COMMUNES]

/** Of the ends of both periods, and just outside. */
const EDGES = [
  ...['2026-09-06', '2026-09-07', '2026-10-31', '2026-11-01'],
  ...['2027-01-09', '2027-01-10', '2027-05-29', '2027-05-30'],
] as Day[]
const WITHIN = ['2026-11-02', '2026-11-20', '2026-12-24'] as Day[]

export const someDay = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...EDGES) },
  { weight: 2, arbitrary: fc.constantFrom(...WITHIN) },
)

export const CATALOGUE = [
  { id: 'B5', grades: [4, 5], title: { vi: 'Bài B5' } },
  { id: 'D1', grades: [5, 6, 7], title: { vi: 'Bài D1' } },
  { id: 'E2', grades: [9, 10, 11, 12], title: { vi: 'Bài E2' } },
  { id: 'P2', grades: [], title: { vi: 'Bài cho cha mẹ' } },
]

/** A module that a period was made with before it was taken out of the catalogue. */
export const GONE = 'gone'

const somePick = fc.subarray([...CATALOGUE.map(({ id }) => id), GONE])
const fewSessions = fc.constantFrom(1, 1, 2)

/** One that is due in a week, and one that overlaps it. */
export const somePeriods: fc.Arbitrary<readonly [Period, Period]> = fc
  .tuple(somePick, somePick, fewSessions, fewSessions)
  .map(([pick, otherPick, owed, otherOwed]) => [
    aPeriod({ id: 'hk1', modules: pick, minSessions: owed }),
    aPeriod({
      id: 'nam',
      from: '2026-11-01' as Day,
      to: '2027-05-29' as Day,
      due: '2027-05-29' as Day,
      modules: otherPick,
      minSessions: otherOwed,
    }),
  ])

const KINDS: readonly SchoolKind[] = [
  ...(['TH', 'THCS', 'THPT', 'TH&THCS', 'TH&THCS', 'TH&THCS&THPT', 'CSBT', 'CSBT'] as const),
  ...(['MN', 'GDTX'] as const),
]

const someSizes = fc.array(
  fc.record({ grade: fc.integer({ min: 1, max: 12 }), enrolled: fc.integer({ min: 0, max: 40 }) }),
  { maxLength: 12 },
)

const somePlaces = fc.record({
  communeId: fc.option(fc.constantFrom(...COMMUNES.map(({ id }) => id)), { nil: undefined }),
  managedById: fc.option(fc.constantFrom<AreaId>(DEPARTMENT.id, COMMUNES[0]!.id), {
    nil: undefined,
  }),
})

const someSchool = fc.record({
  kind: fc.constantFrom(...KINDS),
  /** A school that also keeps children owes for them too. */
  keepsChildren: fc.boolean(),
  status: fc.constantFrom('active', 'active', 'active', 'paused'),
  sizes: fc.option(someSizes, { nil: [] }),
  pupilCount: fc.integer({ min: 0, max: 200 }),
  places: somePlaces,
})

export const someSchools: fc.Arbitrary<School[]> = fc
  .array(someSchool, { minLength: 1, maxLength: 7, size: 'max' })
  .map((specs) => specs.map((spec, index) => schoolOf(spec, index)))

function schoolOf(spec: typeof someSchool extends fc.Arbitrary<infer T> ? T : never, n: number) {
  const { kind, keepsChildren, status, sizes, pupilCount, places } = spec
  const { communeId: _unplaced, ...school } = aSchool({ code: `7200050${n}`, kind, status })
  const { communeId, managedById } = places
  return {
    ...school,
    stages: keepsChildren && kind === 'TH' ? (['th', 'care'] as const) : school.stages,
    name: `Trường số ${n}`,
    gradeSizes: distinctGrades(sizes),
    pupilCount,
    ...(communeId && { communeId }),
    ...(managedById && { managedById }),
  }
}

function distinctGrades(sizes: readonly GradeSize[]): GradeSize[] {
  return sizes.filter(({ grade }, index) => sizes.findIndex((one) => one.grade === grade) === index)
}

const someLine = fc.record({
  kind: fc.constantFrom('class', 'class', 'grade', 'group', 'group'),
  /** Picks one of the school's own grades; now and then a foreign one. */
  pick: fc.nat({ max: 11 }),
  isForeign: fc.constantFrom(false, false, false, true),
  name: fc.constantFrom('A', 'a ', 'B'),
  enrolled: fc.constantFrom(0, 25, 31, 45, 160),
  present: fc.constantFrom(0, 12, 30, 31, 70),
})

type LineSpec = typeof someLine extends fc.Arbitrary<infer T> ? T : never

/** Somebody was there, or was not; the report may be wrong in every way that the form lets through. */
export const someAudience = fc.record({
  lines: fc.array(someLine, { maxLength: 6, size: 'max' }),
  otherStages: fc.option(fc.subarray([...STAGES]), { nil: undefined, freq: 3 }),
})

type AudienceSpec = typeof someAudience extends fc.Arbitrary<infer T> ? T : never

export function audienceOf(spec: AudienceSpec, { stages }: Pick<School, 'stages'>) {
  const { otherStages } = spec
  const audience = spec.lines.map((line) => lineOf(line, stages))
  return { audience, ...(otherStages && { otherStages }) }
}

/** Lines of no one grade that name the school or a stage of it. */
const WIDE_LABELS: Readonly<Record<string, string>> = { A: 'Toàn trường', B: 'cấp THCS' }

function lineOf(spec: LineSpec, stages: readonly Stage[]): AudienceLine {
  const { kind, pick, isForeign, name, enrolled, present } = spec
  const own = stages.flatMap(gradesOfStage)
  const grades = isForeign || own.length === 0 ? STAGES.flatMap(gradesOfStage) : own
  const grade = grades[pick % grades.length]!
  if (kind === 'group') {
    return { label: WIDE_LABELS[name] ?? `Nhóm ${name}`, grade: 0, enrolled, present }
  }
  const label = kind === 'grade' ? `khối ${grade}${name === 'A' ? '' : ' '}` : `${grade}${name}`
  return { label, grade, enrolled, present }
}

export const STEPS: readonly AttestationStep[] = ['changed', 'confirmed', 'returned', 'withdrawn']

export const someStep = fc.constantFrom<AttestationStep>(...STEPS, 'confirmed', 'confirmed')

export const someSession = fc.record({
  heldOn: someDay,
  isPlan: fc.constantFrom(false, false, false, true),
  audience: someAudience,
})

type SessionSpec = typeof someSession extends fc.Arbitrary<infer T> ? T : never

/** Recorded, or planned, and nothing more. */
export function sessionOf(spec: SessionSpec, school: School, key: string): Session {
  const { heldOn, isPlan, audience } = spec
  const { otherStages: _none, entries, ...session } = aHeldSession()
  return {
    ...session,
    ...audienceOf(audience, school),
    id: `session-${school.code}-${key}` as SessionId,
    schoolId: school.id,
    heldOn,
    state: isPlan ? 'planned' : 'held',
    entries: entries.slice(0, 1),
    revision: 1,
  }
}

/** As it is where the step is not possible. */
export function afterStep(session: Session, step: AttestationStep, at: Date): Session {
  const { enteredBy: who } = session
  return attested(session, step, { who, at }) ?? session
}
