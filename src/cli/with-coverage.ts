import { type Catalogue, createCatalogue } from '../catalogue/index.ts'
import { createReadModel, type ReadModel } from '../coverage/index.ts'
import {
  createRequirementService,
  createRuleBook,
  type RequirementService,
} from '../requirements/index.ts'
import { createClock, createLogger } from '../runtime/index.ts'
import { createSchoolDirectory, type SchoolDirectory } from '../schools/index.ts'
import { type CliContext, withStorage } from './cli-context.ts'

export interface CoverageTools extends Pick<
  ReadModel,
  'reader' | 'projector' | 'worker' | 'seeds'
> {
  readonly requirements: RequirementService
  readonly directory: SchoolDirectory
  readonly catalogue: Catalogue
  readonly now: Date
}

type Storage = Parameters<Parameters<typeof withStorage>[1]>[0]

/** The read model on the running product's store, brought up to date before the work begins. */
export async function withCoverage<T>(
  context: CliContext,
  work: (tools: CoverageTools, storage: Storage) => Promise<T>,
): Promise<T> {
  const catalogue = await createCatalogue({ folders: context.config.content.folders })
  return withStorage(context, async (storage) => {
    const clock = createClock()
    const logger = createLogger('error')
    const directory = createSchoolDirectory({ ...storage, logger })
    await directory.reload()
    const model = createReadModel({
      ...storage,
      rows: storage.coverageRows,
      completions: storage.schoolCompletions,
      modules: catalogue,
      directory,
      clock,
      logger,
    })
    const requirements = createRequirementService({
      ...storage,
      ruleBook: createRuleBook(storage),
      modules: catalogue,
      schools: directory,
      rows: model.seeds,
      clock,
    })
    return work({ ...model, requirements, directory, catalogue, now: clock.now() }, storage)
  })
}
