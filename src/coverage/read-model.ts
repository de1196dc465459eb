import type { ObligationRepository, PeriodRepository, RowSeeds } from '../requirements/index.ts'
import type { Clock, Logger } from '../runtime/index.ts'
import type { SchoolDirectory } from '../schools/index.ts'
import type { SessionRepository } from '../sessions/index.ts'
import { type CoverageReader, createCoverageReader } from './coverage-reader.ts'
import type { CompletionCounter, CoverageRepository, TrainedLister } from './coverage-repository.ts'
import { type CoverageWorker, createCoverageWorker } from './coverage-worker.ts'
import type { CountedModule } from './module-count.ts'
import { createProjector, type Projector } from './projector.ts'
import { createRowSeeds } from './row-seeds.ts'

export interface ReadModelDeps {
  readonly rows: CoverageRepository
  readonly periods: PeriodRepository
  readonly obligations: ObligationRepository
  readonly sessions: Pick<SessionRepository, 'listOfSchool'>
  readonly completions: CompletionCounter
  readonly trainedStaff: TrainedLister
  readonly modules: { list(): readonly CountedModule[] }
  readonly directory: Pick<SchoolDirectory, 'pathOf'>
  readonly clock: Clock
  readonly logger: Logger
}

export interface ReadModel {
  readonly reader: CoverageReader
  readonly projector: Projector
  readonly worker: CoverageWorker
  readonly seeds: RowSeeds
}

/** Coverage without its pages: for the server and for the command line. */
export function createReadModel(deps: ReadModelDeps): ReadModel {
  const projector = createProjector(deps)
  const worker = createCoverageWorker({ ...deps, projector })
  return {
    projector,
    reader: createCoverageReader(deps),
    worker,
    seeds: createRowSeeds({ ...deps, projector, worker }),
  }
}
