import type { ModuleId } from '../catalogue/index.ts'
import { type Brand, type Day, hashOf } from '../runtime/index.ts'
import type { ContextKey, LearnerKey } from '../web/index.ts'

export type TrainingId = Brand<'TrainingId'>

/** The fact that an adult met the rule of a module for staff. Once per person, module and school year. */
export interface Training {
  readonly id: TrainingId
  readonly personKey: LearnerKey
  readonly moduleId: ModuleId
  readonly moduleVersion: string
  /** `2026-2027`, as of completions. */
  readonly schoolYear: string
  readonly trainedOn: Day
  /** Of whoever signed in; after a launch the course tells. */
  readonly schoolId?: string
  readonly contextKey?: ContextKey
  /** Of the name on the paper: tells whether two at one school are of one name, and no name (decision 0035). */
  readonly nameMark?: string
}

export function trainingIdOf(
  personKey: LearnerKey,
  moduleId: ModuleId,
  schoolYear: string,
): TrainingId {
  return hashOf('training', personKey, moduleId, schoolYear) as TrainingId
}

/** Durable: a promise that resolves means that the fact survives a power cut. */
export interface TrainingRepository {
  /** Writes the fact unless it is there; gives what is stored, so the first day wins. */
  record(training: Training): Promise<Training>
  /** In place of the mark before. */
  markName(
    training: Pick<Training, 'id' | 'schoolId' | 'contextKey'>,
    nameMark: string,
  ): Promise<void>
  find(id: TrainingId): Promise<Training | undefined>
}
