import type { Texts } from '../web/index.ts'
import { type Lesson, type LessonFrame, lessonFrame, pathsOf, readersOf } from './lesson-frame.ts'
import { paths } from './paths.ts'
import { linkOf, type Resource, type ResourceLink } from './resources/index.ts'

export interface DonePage extends LessonFrame {
  /** Only with a completion that is stored (interfaces §4). */
  readonly completedModuleId?: string
  readonly objectives: readonly string[]
  readonly reviewUrl: string
  /** What the department names for whoever has learned this. */
  readonly resources: readonly ResourceLink[]
  /** Only of a module for staff that was finished. */
  readonly certificateUrl?: string
}

interface Ending {
  readonly isCompleted: boolean
  readonly resources: readonly Resource[]
}

export function donePage(
  lesson: Lesson,
  texts: Texts,
  { isCompleted, resources }: Ending,
): DonePage {
  const { module } = lesson
  const title = isCompleted ? 'learning.done.title' : 'learning.done.previewTitle'
  return {
    ...lessonFrame(lesson, texts.to(readersOf(lesson.module))(title)),
    ...(isCompleted && { completedModuleId: module.id }),
    ...(isCompleted &&
      module.audience === 'staff' && { certificateUrl: paths.certificate(module) }),
    objectives: module.objectives,
    reviewUrl: pathsOf(lesson).step(module, 1),
    resources: resources.filter(({ forLearners }) => forLearners).map(linkOf),
  }
}
