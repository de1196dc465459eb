/**
 * A score that is owed to an LMS. Only completions make one, and its value is always 100 of 100 (interfaces §5), so
 * what matters is who, where and when.
 */
export interface ScoreIntent {
  readonly registrationId: string
  readonly lineItemUrl: string
  /** The platform's user id, sealed; opened only to send. */
  readonly sealedSub: string
  readonly learnerKey: string
  readonly completedAt: Date
}

/** What learning asks of passback. */
export interface ScoreOutbox {
  /** Takes the intent over durably; the same (registration, line item, learner) again changes nothing. */
  enqueue(intent: ScoreIntent): Promise<void>
}
