import type { Completion, CompletionRepository } from './completion.ts'
import type { Training, TrainingRepository } from './training.ts'

interface Facts {
  readonly completions: CompletionRepository
  readonly trainings: TrainingRepository
}

/** Told of what a school is to be counted again for. */
export interface FactNotes {
  noteCompletion(completion: Completion): Promise<void>
  noteTraining(at: Pick<Training, 'schoolId' | 'contextKey'>): Promise<void>
}

/** Counting follows the fact: where it fails, the fact stands and healing counts it later. */
export function notingFacts({ completions, trainings }: Facts, notes: FactNotes): Facts {
  const noting = async (noted: Promise<void>) => {
    await noted.catch(() => undefined)
  }
  return {
    completions: {
      ...completions,
      async record(completion) {
        const stored = await completions.record(completion)
        await noting(notes.noteCompletion(stored))
        return stored
      },
    },
    trainings: {
      ...trainings,
      async record(training) {
        const stored = await trainings.record(training)
        await noting(notes.noteTraining(stored))
        return stored
      },
      async markName(training, nameMark) {
        await trainings.markName(training, nameMark)
        await noting(notes.noteTraining(training))
      },
    },
  }
}
