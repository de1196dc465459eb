import type { ScoreIntent, ScoreOutbox } from '../passback/index.ts'
import type { Logger } from '../runtime/index.ts'
import type { Visit } from '../web/index.ts'
import type { Completion, CompletionRepository } from './completion.ts'

export interface HandOverDeps {
  readonly completions: Pick<CompletionRepository, 'clearScoreIntent'>
  readonly outbox: ScoreOutbox
  readonly logger: Logger
}

/** What the LMS of this visit is owed for a completion, with the completion's true time. */
export function scoreIntentOf(visit: Visit, completedAt: Date): ScoreIntent | undefined {
  const { scoreTarget, learnerKey } = visit
  return scoreTarget && { ...scoreTarget, learnerKey, completedAt }
}

/**
 * Also for a completion of an earlier visit, since another course may have a gradebook of its own. A failure does not
 * fail the page: the intent lies in the completion and the sweep finds it.
 */
export async function handOverScore(
  deps: HandOverDeps,
  visit: Visit,
  completion: Completion,
): Promise<void> {
  const intent = scoreIntentOf(visit, completion.completedAt)
  if (!intent) return
  try {
    await deps.outbox.enqueue(intent)
    if (isFor(completion.scoreIntent, intent))
      await deps.completions.clearScoreIntent(completion.id)
  } catch (error) {
    deps.logger.warn({ completionId: completion.id, err: error }, 'score not handed over yet')
  }
}

/** The record may hold an intent for another gradebook, which is not ours to clear. */
function isFor(kept: ScoreIntent | undefined, sent: ScoreIntent): boolean {
  return kept?.registrationId === sent.registrationId && kept.lineItemUrl === sent.lineItemUrl
}
