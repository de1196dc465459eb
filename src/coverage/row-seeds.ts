import type { Obligation, RowSeeds } from '../requirements/index.ts'
import type { CoverageRepository } from './coverage-repository.ts'
import { cellOf } from './coverage-row.ts'
import type { CoverageWorker } from './coverage-worker.ts'
import type { Projector } from './projector.ts'

export interface RowSeedsDeps {
  readonly rows: Pick<CoverageRepository, 'seed' | 'touch'>
  readonly projector: Pick<Projector, 'runSchool'>
  readonly worker: Pick<CoverageWorker, 'runOnce'>
}

/** What requirements/ tells the read model when the obligated set changes. */
export function createRowSeeds({ rows, projector, worker }: RowSeedsDeps): RowSeeds {
  return {
    seed: (obligations) => rows.seed(obligations.map(seedOf)),
    async touch(periodId, schoolId) {
      await rows.touch([periodId], schoolId)
      await projector.runSchool(schoolId)
    },
    // More than the rows known to be dirty: schools only noted so far, and a due day that passed unseen.
    async settle() {
      await worker.runOnce()
    },
  }
}

function seedOf({ periodId, schoolId, school }: Obligation) {
  return { periodId, schoolId, code: school.code, cell: cellOf(school) }
}
