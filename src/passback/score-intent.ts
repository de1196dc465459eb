import type { LineItemSearch } from '../lti/index.ts'

/** The gradebook column that a score is for. */
export interface ScoreColumn {
  readonly lineItemUrl?: string
  /** Where the launch named no column: how ours is found or made. */
  readonly lineItemSearch?: LineItemSearch
}

/**
 * A score that is owed to an LMS. Only completions make one, and its value is always 100 of 100 (interfaces §5), so
 * what matters is who, where and when.
 */
export interface ScoreIntent extends ScoreColumn {
  readonly registrationId: string
  /** The platform's user id, sealed; opened only to send. */
  readonly sealedSub: string
  readonly learnerKey: string
  readonly completedAt: Date
}

/** What learning asks of passback. */
export interface ScoreOutbox {
  /** Takes the intent over durably; the same (registration, column, learner) again changes nothing. */
  enqueue(intent: ScoreIntent): Promise<void>
}
