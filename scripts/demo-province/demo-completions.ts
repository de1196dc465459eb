import type { ModuleId } from '../../src/catalogue/index.ts'
import { type Completion, completionIdOf, schoolYearOf } from '../../src/learning/index.ts'
import { addDays } from '../../src/runtime/index.ts'
import { contextKeyOf, type LearnerKey, type VisitOrigin } from '../../src/web/index.ts'
import { type DemoTime, momentOn, schoolDay } from './demo-days.ts'
import { drawn, type Random } from './random.ts'

export interface LearnedCourse {
  readonly origin: VisitOrigin
  readonly learned: number
}

/** The real pseudonym of a person of the LMS. */
export type Pseudonymise = (platformId: string, sub: string) => LearnerKey

const MODULE = { id: 'B5' as ModuleId, version: '1' }
const MOST_LESSONS = 4
const LESSON_DAYS = 55
const SECONDS_APART = 40

const BANDS: readonly (readonly [Completion['scoreBand'], number])[] = [
  ['high', 55],
  ['middle', 33],
  ['low', 12],
]

/** A class does the module together, so the completions of a course lie on a few days. No name, as always. */
export function demoCompletions(
  { origin, learned }: LearnedCourse,
  { time, pseudonymise }: { readonly time: DemoTime; readonly pseudonymise: Pseudonymise },
  random: Random,
): readonly Completion[] {
  const { platformId, contextId = '' } = origin
  const lessons = lessonsOf(time, random)
  return Array.from({ length: learned }, (_, index): Completion => {
    const learnerKey = pseudonymise(platformId, `demo ${contextId} ${index}`)
    const began = lessons[index % lessons.length] ?? time.now
    const elapsed = Math.floor(index / lessons.length) * SECONDS_APART * 1000
    const completedAt = new Date(Math.min(began.getTime() + elapsed, time.now.getTime()))
    const schoolYear = schoolYearOf(completedAt)
    return {
      id: completionIdOf(learnerKey, MODULE.id, schoolYear),
      learnerKey,
      moduleId: MODULE.id,
      moduleVersion: MODULE.version,
      schoolYear,
      completedAt,
      scoreBand: drawn(BANDS, random),
      origin,
      contextKey: contextKeyOf(origin),
    }
  })
}

function lessonsOf(time: DemoTime, random: Random): readonly Date[] {
  return Array.from({ length: random.between(1, MOST_LESSONS) }, () => {
    const day = addDays(time.plan.today, -random.between(1, LESSON_DAYS))
    return momentOn(schoolDay(day, -1), time, random)
  })
}
