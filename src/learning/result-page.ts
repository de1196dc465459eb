import type { Texts } from '../web/index.ts'
import { type Lesson, type LessonFrame, lessonFrame, pathsOf, readersOf } from './lesson-frame.ts'

export interface ResultPage extends LessonFrame {
  readonly total: number
  readonly rightCount: number
  /** How many more must be right. */
  readonly missingCount: number
  readonly next:
    | { readonly kind: 'retry'; readonly url: string }
    | { readonly kind: 'finish'; readonly action: string }
}

/** `again`: the questions that are not right yet, as the address says. */
export function resultPage(lesson: Lesson, texts: Texts, again: readonly string[]): ResultPage {
  const { module } = lesson
  const paths = pathsOf(lesson)
  const total = module.questions.length
  const wrong = module.questions.filter(({ id }) => again.includes(id))
  const [firstWrong] = wrong
  const rightCount = total - wrong.length
  const title = firstWrong ? 'learning.result.againTitle' : 'learning.result.passedTitle'
  return {
    ...lessonFrame(lesson, texts.to(readersOf(lesson.module))(title)),
    total,
    rightCount,
    missingCount: Math.max(0, Math.ceil(module.passMark * total) - rightCount),
    next: firstWrong
      ? { kind: 'retry', url: paths.question(module, firstWrong.id) }
      : { kind: 'finish', action: paths.finish(module) },
  }
}
