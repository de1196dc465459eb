import type { QuestionPage, ResultPage, StepPage } from '../learning/index.ts'
import type { CountsPage } from './counts-page.ts'
import type { OpenCoverPage } from './cover-page.ts'
import type { OpenDonePage } from './done-page.ts'
import type { PosterPage } from './poster-page.ts'

/** Pages of this feature, name → model; a lesson's own are learning's. */
export interface OpenPages {
  readonly 'open/counts': CountsPage
  readonly 'open/cover': OpenCoverPage
  readonly 'open/done': OpenDonePage
  readonly 'open/poster': PosterPage
  readonly 'learning/step': StepPage
  readonly 'learning/question': QuestionPage
  readonly 'learning/result': ResultPage
}
