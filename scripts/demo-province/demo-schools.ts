import type { Day } from '../../src/runtime/index.ts'
import { type School, schoolIdOf, type SchoolKind, stagesOfKind } from '../../src/schools/index.ts'
import type { DemoAreas, DemoCommune } from './demo-areas.ts'
import type { Random } from './random.ts'
import { createNameGiver } from './school-names.ts'
import { gradeSizesOf, sizesOf } from './sizes.ts'

/** 1,022 in all, near the shape of domain §2.4. */
const COUNTS: readonly (readonly [SchoolKind, number])[] = [
  ['TH', 395],
  ['THCS', 198],
  ['MN', 300],
  ['THPT', 60],
  ['TH&THCS', 22],
  ['THCS&THPT', 12],
  ['TH&THCS&THPT', 6],
  ['PTDTNT', 1],
  ['CB', 3],
  ['GDTX', 13],
  ['CSBT', 12],
]

/** The school that the demo LMS launches for (`school_code=72000412`). */
export const DEMO_SCHOOL_CODE = '72000412'
const DEMO_PLACE = 'Tân Ninh'

/** The digit of the level in the codes of the sector's database. Only the demo makes codes; nothing reads them. */
const LEVEL_DIGITS: Readonly<Partial<Record<SchoolKind, number>>> = {
  MN: 3,
  TH: 4,
  THCS: 5,
  'TH&THCS': 5,
  GDTX: 9,
}
const OTHER_LEVEL = 7

export interface DemoSchoolsOptions {
  readonly areas: DemoAreas
  readonly random: Random
  readonly today: Day
}

export function demoSchools({ areas, random, today }: DemoSchoolsOptions): readonly School[] {
  const names = createNameGiver(random)
  const codes = createCodeGiver()
  const sizesAsOf = lastSeptember(today)
  const drawn = COUNTS.flatMap(([kind, count]) =>
    placesFor(count, areas.communes, random).map((commune) => ({ kind, commune })),
  )
  const schools = drawn.map(({ kind, commune }): School => {
    const code = codes.codeOf(kind, commune)
    const stages = stagesOfKind(kind)
    return {
      id: schoolIdOf(code),
      code,
      name: names.nameOf(kind, commune.place),
      kind,
      stages,
      identifiers: [],
      ownership: ownershipOf(kind, random),
      communeId: commune.area.id,
      districtId: commune.districtId,
      managedById: managerOf(kind, commune, areas).id,
      status: 'active',
      ...sizesOf(kind, stages, random),
      sizesAsOf,
      revision: 1,
    }
  })
  return withDemoSchool(schools, areas)
}

/** Every commune first, then again where more people live. */
function placesFor(
  count: number,
  communes: readonly DemoCommune[],
  random: Random,
): readonly DemoCommune[] {
  const weighted = communes.flatMap((one) => (one.isWard ? [one, one, one] : [one]))
  const more = Math.ceil(count / weighted.length)
  const again = Array.from({ length: more }, () => random.shuffle(weighted)).flat()
  const first = count < communes.length ? [] : random.shuffle(communes)
  return [...first, ...again].slice(0, count)
}

function createCodeGiver() {
  const last = new Map<string, number>()
  return {
    codeOf(kind: SchoolKind, { codePrefix }: DemoCommune): string {
      const series = kind === 'CSBT' ? 'CSBT-' : `${codePrefix}${LEVEL_DIGITS[kind] ?? OTHER_LEVEL}`
      const serial = (last.get(series) ?? 0) + 1
      last.set(series, serial)
      return `${series}${String(serial).padStart(kind === 'CSBT' ? 4 : 2, '0')}`
    },
  }
}

function managerOf(kind: SchoolKind, { area }: DemoCommune, { education, health }: DemoAreas) {
  if (kind === 'CSBT') return health
  return ['MN', 'TH', 'THCS', 'TH&THCS'].includes(kind) ? area : education
}

const PRIVATE_SHARE: Readonly<Partial<Record<SchoolKind, number>>> = {
  MN: 0.15,
  'THCS&THPT': 0.3,
  'TH&THCS&THPT': 0.8,
  CSBT: 0.6,
}

function ownershipOf(kind: SchoolKind, random: Random): 'public' | 'private' {
  return random.next() < (PRIVATE_SHARE[kind] ?? 0) ? 'private' : 'public'
}

/** Lists are made when the school year begins. */
function lastSeptember(today: Day): Day {
  const year = Number(today.slice(0, 4))
  const september = `${year}-09-07` as Day
  return september <= today ? september : (`${year - 1}-09-07` as Day)
}

/** The first primary school of its ward takes the code and the class 4A that the demo LMS knows. */
function withDemoSchool(schools: readonly School[], { communes }: DemoAreas): readonly School[] {
  const ward = communes.find(({ place }) => place === DEMO_PLACE)?.area.id
  const index = schools.findIndex(({ kind, communeId }) => kind === 'TH' && communeId === ward)
  return schools.map((school, at) => (at === index ? toDemoSchool(school) : school))
}

const CLASSES_PER_GRADE = 3

function toDemoSchool(school: School): School {
  const classes = [1, 2, 3, 4, 5].flatMap((grade) =>
    Array.from({ length: CLASSES_PER_GRADE }, (_, index) => ({
      label: `${grade}${'ABC'.charAt(index)}`,
      grade,
      enrolled: 31 + ((grade + index) % 4),
    })),
  )
  return {
    ...school,
    id: schoolIdOf(DEMO_SCHOOL_CODE),
    code: DEMO_SCHOOL_CODE,
    name: 'Trường Tiểu học Nguyễn Trãi',
    classes,
    classCount: classes.length,
    gradeSizes: gradeSizesOf(classes),
  }
}
