import type { Router } from 'express'

import type { CompletionRecorder } from './completion-recorder.ts'
import { grade } from './grading.ts'
import { lessonRoutes, type LessonRoutesDeps } from './learning-routes.ts'
import type { LearningService } from './learning-service.ts'

export type PreviewLessonDeps = Pick<
  LessonRoutesDeps,
  'lessonOf' | 'texts' | 'renderPage' | 'renderShared'
>

/** Every page of a lesson as a learner has it, for somebody who looks at it: nothing is kept, nothing counts. */
export function previewLessonRoutes(deps: PreviewLessonDeps): Router {
  return lessonRoutes({
    ...deps,
    service: FORGETTING,
    recorder: COUNTS_NOTHING,
    mayPresent: () => Promise.resolve(true),
    mayKeepResources: () => Promise.resolve(false),
    // The department's links belong to the module that is taught.
    resources: { ofModule: () => Promise.resolve([]) },
  })
}

/** From page to page in the module's order, whatever was answered. */
const FORGETTING: LearningService = {
  resume: () => Promise.resolve({ at: 'end' }),
  leaveStep(_visit, { steps, questions }, step) {
    const next = steps.indexOf(step) + 1
    if (next < steps.length) return Promise.resolve({ at: 'step', position: next + 1 })
    const [first] = questions
    return Promise.resolve(first ? { at: 'question', questionId: first.id } : { at: 'end' })
  },
  answer(_visit, { questions }, { question, chosen }) {
    const next = questions[questions.indexOf(question) + 1]
    const right = grade(question, chosen)
    return Promise.resolve({ right, ...(next && { nextQuestionId: next.id }) })
  },
  finish: () => Promise.resolve({ at: 'end' }),
}

const COUNTS_NOTHING: CompletionRecorder = {
  findDone: () => Promise.resolve(undefined),
  recordIfMet: () => Promise.resolve(undefined),
  isReceipt: () => false,
}
