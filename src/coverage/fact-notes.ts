import type { BindingRepository } from '../bindings/index.ts'
import type { FactNotes } from '../learning/index.ts'
import type { SchoolId } from '../schools/index.ts'
import type { VisitOrigin } from '../web/index.ts'
import type { CoverageWorker } from './coverage-worker.ts'

export interface FactNotesDeps {
  readonly bindings: Pick<BindingRepository, 'find'>
  readonly schoolOf: (origin: VisitOrigin) => Promise<SchoolId | undefined>
  readonly worker: Pick<CoverageWorker, 'noteSchool'>
}

/** A school whose course or account left a fact is counted again soon. */
export function createFactNotes({ bindings, schoolOf, worker }: FactNotesDeps): FactNotes {
  const note = (schoolId: SchoolId | undefined) => {
    if (schoolId) worker.noteSchool(schoolId)
  }
  return {
    async noteCompletion({ origin }) {
      note(await schoolOf(origin))
    },
    async noteTraining({ schoolId, contextKey }) {
      const ofCourse = contextKey && (await bindings.find(contextKey))?.schoolId
      note((schoolId as SchoolId | undefined) ?? ofCourse)
    },
  }
}
