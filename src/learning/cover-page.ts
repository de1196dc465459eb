import type { Texts } from '../web/index.ts'
import { gradesOf } from './grades-of.ts'
import { type Lesson, type LessonFrame, lessonFrame } from './lesson-frame.ts'
import { paths } from './paths.ts'

export interface CoverPage extends LessonFrame {
  readonly minutes: number
  readonly grades: string
  readonly objectives: readonly string[]
  readonly startUrl: string
}

export function coverPage(lesson: Lesson, texts: Texts): CoverPage {
  const { module } = lesson
  return {
    ...lessonFrame(lesson, module.title.vi),
    minutes: module.minutes,
    grades: gradesOf(module, texts),
    objectives: module.objectives,
    startUrl: paths.resume(module),
  }
}
