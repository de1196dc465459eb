import type { Catalogue, Module } from '../catalogue/index.ts'
import type { ScoreOutbox } from '../passback/index.ts'
import type { Clock, Logger, Mac } from '../runtime/index.ts'
import type { LearnerKey, RenderPage, Texts, Visit } from '../web/index.ts'
import type { AttemptRepository } from './attempt.ts'
import { createAttemptKeeper } from './attempt-keeper.ts'
import { completionIdOf, type CompletionRepository } from './completion.ts'
import { createCompletionRecorder } from './completion-recorder.ts'
import type { LearningPages } from './learning-pages.ts'
import { learningRoutes, type LearningRoutesDeps } from './learning-routes.ts'
import { createLearningService } from './learning-service.ts'
import { createLessonFinder } from './lesson-finder.ts'
import { mediaRoutes } from './media-routes.ts'
import { createResources, type ResourceRepository, type Resources } from './resources/index.ts'
import { schoolYearOf } from './school-year.ts'
import { createScoreIntentSweep, type ScoreIntentSweep } from './score-intent-sweep.ts'
import type { Training, TrainingRepository } from './training.ts'
import { createTrainingRecorder, type TrainingRecorderDeps } from './training-recorder.ts'

export interface LearningDeps {
  readonly catalogue: Catalogue
  readonly attempts: AttemptRepository
  readonly completions: CompletionRepository
  readonly trainings: TrainingRepository
  readonly schoolOfStaff: TrainingRecorderDeps['schoolOfStaff']
  readonly outbox: ScoreOutbox
  readonly clock: Clock
  readonly logger: Logger
  readonly receiptMac: Mac
  readonly texts: Texts
  readonly renderPage: RenderPage<LearningPages>
  readonly renderShared: RenderPage<LearningPages>
  readonly resources: ResourceRepository
  readonly mayPresent: LearningRoutesDeps['mayPresent']
  readonly mayKeepResources: LearningRoutesDeps['mayKeepResources']
  readonly allowResources: LearningRoutesDeps['allowResources']
  readonly offerRun: LearningRoutesDeps['offerRun']
  readonly findPick: LearningRoutesDeps['findPick']
  readonly gradesAtSchool: LearningRoutesDeps['gradesAtSchool']
}

export interface Learning {
  /** For `/modules`, after the visit and the form protection. */
  readonly router: ReturnType<typeof learningRoutes>
  /** For `/media`, before the visit: a drawing costs no trip to the store. */
  readonly media: ReturnType<typeof mediaRoutes>
  readonly sweep: ScoreIntentSweep
  readonly resources: Pick<Resources, 'ofModule'>
  /** Whether the learner has completed the module in the school year of today; nothing else is told. */
  isCompleted(learnerKey: LearnerKey, module: Module): Promise<boolean>
  /** That this person finished a module for staff in the school year of today. */
  findTraining(visit: Visit, module: Module): Promise<Training | undefined>
}

export function createLearning(deps: LearningDeps): Learning {
  const recorder = createCompletionRecorder(deps)
  const attempts = createAttemptKeeper(deps)
  const service = createLearningService({ attempts, recorder })
  const lessonOf = createLessonFinder({ ...deps, attempts })
  const resources = createResources(deps)
  return {
    router: learningRoutes({ ...deps, resources, lessonOf, recorder, service }),
    media: mediaRoutes(deps),
    resources,
    sweep: createScoreIntentSweep(deps),
    findTraining: (visit, module) => createTrainingRecorder(deps).find(visit, module),
    async isCompleted(learnerKey, { id }) {
      const schoolYear = schoolYearOf(deps.clock.now())
      return (await deps.completions.find(completionIdOf(learnerKey, id, schoolYear))) !== undefined
    },
  }
}
