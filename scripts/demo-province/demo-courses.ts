import type { Binding, Decision } from '../../src/bindings/index.ts'
import type { Registration } from '../../src/lti/index.ts'
import { addDays } from '../../src/runtime/index.ts'
import type { School } from '../../src/schools/index.ts'
import { contextKeyOf, type VisitOrigin } from '../../src/web/index.ts'
import { type DemoTime, momentOn } from './demo-days.ts'
import { DEMO_SCHOOL_CODE } from './demo-schools.ts'
import type { Random } from './random.ts'

/** A course of the LMS, and how many of its pupils have done the module. */
export interface DemoCourse {
  readonly origin: VisitOrigin
  readonly binding: Binding
  readonly learned: number
}

export interface CoursesSpec {
  readonly schools: readonly School[]
  readonly registration: Pick<Registration, 'id' | 'platformId'>
  /** The officer who said which school each course is of. */
  readonly by: Decision['by']
  readonly time: DemoTime
}

/** Pupils whom the module is for. */
const GRADES: readonly number[] = [4, 5]
const FIRST_COURSE = 101
const NO_LMS_SHARE = 0.25
/** Courses were made so many days ago. */
const MADE_DAYS = [58, 68] as const

/** One course for each grade of the primary schools that use the LMS, and a few that nobody has placed yet. */
export function demoCourses(spec: CoursesSpec, random: Random): readonly DemoCourse[] {
  const taught = spec.schools.flatMap((school) => learnedIn(school, random))
  const assigned = taught.map(({ school, learned }, index) => {
    const course = createCourse(spec, { number: FIRST_COURSE + index, learned }, random)
    return { ...course, binding: assignedTo(school, course.binding, spec.by) }
  })
  const next = FIRST_COURSE + taught.length
  const waiting = unplacedClaims(spec.schools).map((claims, index) => {
    const number = next + index
    const course = createCourse(spec, { number, learned: random.between(14, 34) }, random)
    return { ...course, binding: { ...course.binding, claims } }
  })
  return [...assigned, ...waiting]
}

function learnedIn(school: School, random: Random) {
  const sizes = school.gradeSizes.filter(({ grade }) => GRADES.includes(grade))
  if (school.code === DEMO_SCHOOL_CODE || random.next() < NO_LMS_SHARE) return []
  const zeal = 0.15 + random.next() * 0.7
  return sizes.map(({ enrolled }) => {
    const share = Math.min(1, zeal * (0.8 + random.next() * 0.4))
    return { school, learned: Math.round(enrolled * share) }
  })
}

interface Numbered {
  readonly number: number
  readonly learned: number
}

function createCourse(
  { registration, time }: CoursesSpec,
  { number, learned }: Numbered,
  random: Random,
): DemoCourse {
  const origin: VisitOrigin = {
    platformId: registration.platformId,
    registrationId: registration.id,
    deploymentId: '1',
    contextId: String(number),
  }
  const firstSeenOn = addDays(time.plan.today, -random.between(...MADE_DAYS))
  return {
    origin,
    learned,
    binding: {
      contextKey: contextKeyOf(origin),
      registrationId: registration.id,
      deploymentId: '1',
      contextId: String(number),
      claims: { custom: [], course: [] },
      state: 'unassigned',
      firstSeenAt: momentOn(firstSeenOn, time, random),
      decisions: [],
      owed: [],
      revision: 1,
    },
  }
}

const DAY_MS = 24 * 60 * 60 * 1000

function assignedTo({ id }: School, binding: Binding, by: Decision['by']): Binding {
  const at = new Date(binding.firstSeenAt.getTime() + DAY_MS)
  return {
    ...binding,
    state: 'assigned',
    source: 'assigned',
    schoolId: id,
    decisions: [{ schoolId: id, by, at }],
    revision: 2,
  }
}

const UNKNOWN_CODE = '79000701'

/**
 * What the courses without a school say of one: mostly nothing; one a code that nobody vouches for and that fits, one a
 * code of another province, one two codes that contradict each other.
 */
function unplacedClaims(schools: readonly School[]): readonly Binding['claims'][] {
  const [first = '', second = '', third = ''] = schools
    .filter(({ kind, code }) => kind === 'TH' && code !== DEMO_SCHOOL_CODE)
    .map(({ code }) => code)
  const nothing = { custom: [], course: [] }
  return [
    nothing,
    { custom: [first], course: [] },
    nothing,
    { custom: [], course: [second, third] },
    nothing,
    { custom: [], course: [UNKNOWN_CODE] },
    nothing,
  ]
}
