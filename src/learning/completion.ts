import type { ModuleId } from '../catalogue/index.ts'
import type { ScoreIntent } from '../passback/index.ts'
import { type Brand, hashOf } from '../runtime/index.ts'
import type { ContextKey, LearnerKey, VisitOrigin } from '../web/index.ts'

export type CompletionId = Brand<'CompletionId'>

/** How many questions were right at the first try: a band, never the answers (domain §1.5). */
export type ScoreBand = 'low' | 'middle' | 'high'

/** The fact that a learner met a module's rule. Written once per learner, module and school year. */
export interface Completion {
  readonly id: CompletionId
  readonly learnerKey: LearnerKey
  readonly moduleId: ModuleId
  readonly moduleVersion: string
  /** `2026-2027`; a school year starts in August (domain §2.6). */
  readonly schoolYear: string
  readonly completedAt: Date
  readonly scoreBand: ScoreBand
  readonly origin: VisitOrigin
  /** The course it was learned in: what a school gets is counted over its courses. */
  readonly contextKey: ContextKey
  /** In the same record, so that no crash can come between the two; cleared once passback has it. */
  readonly scoreIntent?: ScoreIntent
}

export function completionIdOf(
  learnerKey: LearnerKey,
  moduleId: ModuleId,
  schoolYear: string,
): CompletionId {
  return hashOf('completion', learnerKey, moduleId, schoolYear) as CompletionId
}

/** Durable: a promise that resolves means that the fact survives a power cut. */
export interface CompletionRepository {
  /** Writes the fact unless it is there; gives what is stored, so the first moment wins. */
  record(completion: Completion): Promise<Completion>
  /** Many at once, each like `record`; nobody is told. */
  recordAll(completions: readonly Completion[]): Promise<void>
  find(id: CompletionId): Promise<Completion | undefined>
  /** Oldest first, at most `limit`. */
  listWithScoreIntent(limit: number): Promise<readonly Completion[]>
  clearScoreIntent(id: CompletionId): Promise<void>
}
