import type { Completion, CompletionRepository } from './completion.ts'

/** Counting follows the fact: where it fails, the fact stands and healing counts it later. */
export function notingCompletions(
  completions: CompletionRepository,
  note: (completion: Completion) => Promise<void>,
): CompletionRepository {
  return {
    ...completions,
    async record(completion) {
      const stored = await completions.record(completion)
      await note(stored).catch(() => undefined)
      return stored
    },
  }
}
