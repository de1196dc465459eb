import type { CoverPage } from './cover-page.ts'
import type { DonePage } from './done-page.ts'
import type { ListPage } from './list-page.ts'
import type { QuestionPage } from './question-page.ts'
import type { ResourcePages } from './resources/index.ts'
import type { ResultPage } from './result-page.ts'
import type { StepPage } from './step-page.ts'
import type { TeacherPage } from './teacher-page.ts'

/** Pages of this feature, name → model. */
export interface LearningPages extends ResourcePages {
  readonly 'learning/list': ListPage
  readonly 'learning/cover': CoverPage
  readonly 'learning/teacher': TeacherPage
  readonly 'learning/step': StepPage
  readonly 'learning/question': QuestionPage
  readonly 'learning/result': ResultPage
  readonly 'learning/done': DonePage
}
