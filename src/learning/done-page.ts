import type { Texts } from '../web/index.ts'
import { type Lesson, type LessonFrame, lessonFrame, readersOf } from './lesson-frame.ts'
import { paths } from './paths.ts'

export interface DonePage extends LessonFrame {
  /** Only with a completion that is stored (interfaces §4). */
  readonly completedModuleId?: string
  readonly objectives: readonly string[]
  readonly reviewUrl: string
}

export function donePage(lesson: Lesson, texts: Texts, isCompleted: boolean): DonePage {
  const { module } = lesson
  const title = isCompleted ? 'learning.done.title' : 'learning.done.previewTitle'
  return {
    ...lessonFrame(lesson, texts.to(readersOf(lesson.module))(title)),
    ...(isCompleted && { completedModuleId: module.id }),
    objectives: module.objectives,
    reviewUrl: paths.step(module, 1),
  }
}
