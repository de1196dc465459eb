/**
 * One pseudonymous learner with one module: attempts, grading, completions and the lesson's pages.
 * Does not belong here: which school it counts for (bindings/, coverage/), sending scores (passback/).
 */
export type { Attempt, AttemptId, AttemptRepository } from './attempt.ts'
export { attemptIdOf } from './attempt.ts'
export type { Completion, CompletionId, CompletionRepository, ScoreBand } from './completion.ts'
export { completionIdOf } from './completion.ts'
export { type FilterField, filterFields, strandName } from './filter-fields.ts'
export { gradesOf } from './grades-of.ts'
export { grade, isComplete } from './grading.ts'
export type { Learning, LearningDeps } from './learning.ts'
export { createLearning } from './learning.ts'
export type { LearningPages } from './learning-pages.ts'
export { parseAnswer, parseQuestion, parseStep } from './learning-schema.ts'
export type { OpenLesson } from './lesson-frame.ts'
export { type FilterName, FILTERS, type Filters, isWanted, parseFilters } from './module-filters.ts'
export type { FactNotes } from './noting-facts.ts'
export { notingFacts } from './noting-facts.ts'
export type { LessonPaths } from './paths.ts'
export { lessonPathsBelow, pathOf } from './paths.ts'
export { type PreviewLessonDeps, previewLessonRoutes } from './preview-routes.ts'
export { decidePlace, nextOpenQuestion } from './progress.ts'
export type { QuestionPage } from './question-page.ts'
export { questionPage } from './question-page.ts'
export { replyOf, replyQuery } from './question-reply.ts'
export {
  type Resource,
  type ResourceId,
  resourceIdOf,
  type ResourceLink,
  type ResourceRepository,
} from './resources/index.ts'
export type { ResultPage } from './result-page.ts'
export { resultPage } from './result-page.ts'
export { schoolYearOf } from './school-year.ts'
export type { ScoreIntentSweep } from './score-intent-sweep.ts'
export { createScoreIntentSweep } from './score-intent-sweep.ts'
export type { StepPage } from './step-page.ts'
export { stepPage } from './step-page.ts'
export type { Training, TrainingId, TrainingRepository } from './training.ts'
export { trainingIdOf } from './training.ts'
