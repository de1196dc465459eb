import type { Binding } from '../../../../src/bindings/index.ts'
import type { RegistrationId } from '../../../../src/lti/index.ts'
import { enrolledOf, type School } from '../../../../src/schools/index.ts'
import { contextKeyOf, type VisitOrigin } from '../../../../src/web/index.ts'

/** A course of the LMS that an officer has given to a school, and what its pupils have completed. */
export interface Course {
  readonly school: School
  readonly origin: VisitOrigin
  readonly completionCount: number
  /** Of the module that the period counts. */
  readonly pickedCount: number
}

const PUPILS_OF_A_COURSE = 250
/** Pupils whom the picked module is for, and how many of them have done it. */
const PICKED_GRADES: readonly number[] = [4, 5]
const PICKED_SHARE = 0.6

const LMS = {
  platformId: 'bench-platform-0000000',
  registrationId: 'bench-registration-000',
  deploymentId: '1',
}

/** At least one for each school; completions are spread as the pupils are. */
export function coursesOf(schools: readonly School[], completionCount: number): readonly Course[] {
  const taught = schools.flatMap((school) => {
    const pupils = school.gradeSizes.length > 0 ? enrolledOf(school) : 0
    const parts = Math.max(1, Math.ceil(pupils / PUPILS_OF_A_COURSE))
    const picked = Math.floor((pickedOf(school) * PICKED_SHARE) / parts)
    return Array<Share>(parts).fill({ school, weight: pupils / parts, picked })
  })
  const counts = spread(
    completionCount,
    taught.map(({ weight }) => weight),
  )
  return taught.map(({ school, picked }, index) => {
    const count = counts[index] ?? 0
    const origin = { ...LMS, contextId: String(index + 1) }
    return { school, origin, completionCount: count, pickedCount: Math.min(picked, count) }
  })
}

interface Share {
  readonly school: School
  readonly weight: number
  readonly picked: number
}

function pickedOf({ gradeSizes }: School): number {
  return gradeSizes
    .filter(({ grade }) => PICKED_GRADES.includes(grade))
    .reduce((sum, { enrolled }) => sum + enrolled, 0)
}

/** Whole numbers in proportion to the weights, of exactly this sum. */
export function spread(total: number, weights: readonly number[]): readonly number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  let weightSoFar = 0
  let given = 0
  return weights.map((weight) => {
    weightSoFar += weight
    const part = Math.round((total * weightSoFar) / whole) - given
    given += part
    return part
  })
}

export function bindingOf({ origin, school: { id } }: Course, at: Date): Binding {
  const { registrationId, deploymentId, contextId } = origin
  return {
    contextKey: contextKeyOf(origin),
    registrationId: registrationId as RegistrationId,
    deploymentId,
    ...(contextId !== undefined && { contextId }),
    claims: { custom: [], course: [] },
    state: 'assigned',
    source: 'assigned',
    schoolId: id,
    firstSeenAt: at,
    decisions: [{ schoolId: id, by: { id: 'bench-officer', name: 'Nguyễn Văn An' }, at }],
    owed: [],
    revision: 2,
  }
}
