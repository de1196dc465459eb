import type { ModuleId } from '../catalogue/index.ts'
import { type Brand, hashOf } from '../runtime/index.ts'
import type { LearnerKey } from '../web/index.ts'

export type AttemptId = Brand<'AttemptId'>

/** One learner's half-done work with one module version. May be lost in a power cut. */
export interface Attempt {
  readonly id: AttemptId
  readonly moduleId: ModuleId
  readonly moduleVersion: string
  /** Slugs of the steps left behind. */
  readonly doneSteps: readonly string[]
  /** By question id: was the first answer right, is the latest? Which options were chosen is not kept. */
  readonly answers: Readonly<Record<string, { readonly first: boolean; readonly latest: boolean }>>
  readonly revision: number
  readonly expiresAt: Date
}

export interface AttemptOf {
  readonly learnerKey: LearnerKey
  readonly moduleId: ModuleId
  readonly version: string
  /** A module is learned anew each school year, like its completion. */
  readonly schoolYear: string
}

export function attemptIdOf({ learnerKey, moduleId, version, schoolYear }: AttemptOf): AttemptId {
  return hashOf('attempt', learnerKey, moduleId, version, schoolYear) as AttemptId
}

export interface AttemptRepository {
  /** Only an attempt that has not expired at `now`. */
  find(id: AttemptId, now: Date): Promise<Attempt | undefined>
  /**
   * Stores `attempt` if the stored revision is `attempt.revision - 1` (or nothing is stored and it is 1).
   * @throws ConflictError where somebody else was first
   */
  save(attempt: Attempt): Promise<void>
  remove(id: AttemptId): Promise<void>
  sweep(now: Date): Promise<number>
}
