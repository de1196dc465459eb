import type { ScoreOutbox } from '../passback/index.ts'
import type { CompletionRepository } from './completion.ts'

const BATCH = 100

export interface ScoreIntentSweepDeps {
  readonly completions: Pick<CompletionRepository, 'listWithScoreIntent' | 'clearScoreIntent'>
  readonly outbox: ScoreOutbox
}

export interface ScoreIntentSweep {
  /** Tells how many scores were handed over. */
  runOnce(): Promise<number>
}

/** Heals a crash between a completion and its score: whatever intent is still there is handed over again. */
export function createScoreIntentSweep({
  completions,
  outbox,
}: ScoreIntentSweepDeps): ScoreIntentSweep {
  return {
    async runOnce() {
      const owing = await completions.listWithScoreIntent(BATCH)
      for (const { id, scoreIntent } of owing) {
        if (scoreIntent) await outbox.enqueue(scoreIntent)
        await completions.clearScoreIntent(id)
      }
      return owing.length
    },
  }
}
