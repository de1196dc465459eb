import { ConflictError } from '../../src/errors/index.ts'
import type {
  Attempt,
  AttemptRepository,
  Completion,
  CompletionRepository,
  Training,
  TrainingRepository,
} from '../../src/learning/index.ts'
import type { ScoreIntent, ScoreOutbox } from '../../src/passback/index.ts'

/** What learning keeps, in memory and open to look at. */
export interface MemoryLearning {
  readonly attempts: AttemptRepository
  readonly completions: CompletionRepository
  readonly trainings: TrainingRepository
  readonly schoolOfStaff: () => Promise<string | undefined>
  readonly outbox: ScoreOutbox
  readonly storedAttempts: Map<string, Attempt>
  readonly storedCompletions: Map<string, Completion>
  readonly storedTrainings: Map<string, Training>
  readonly enqueued: ScoreIntent[]
  /** The next `count` enqueues fail, as when the store is gone. */
  breakOutbox(count: number): void
  /** Runs once, after the next read of an attempt: somebody else comes between. */
  interruptNextFind(work: () => void): void
}

export function memoryLearning(): MemoryLearning {
  const storedAttempts = new Map<string, Attempt>()
  const storedCompletions = new Map<string, Completion>()
  const storedTrainings = new Map<string, Training>()
  const enqueued: ScoreIntent[] = []
  let broken = 0
  let interruption: (() => void) | undefined
  return {
    storedAttempts,
    storedCompletions,
    storedTrainings,
    enqueued,
    breakOutbox: (count) => void (broken = count),
    interruptNextFind: (work) => void (interruption = work),
    attempts: {
      find(id, now) {
        const stored = storedAttempts.get(id)
        const live = stored && stored.expiresAt > now ? stored : undefined
        const work = interruption
        interruption = undefined
        work?.()
        return Promise.resolve(live)
      },
      save(attempt) {
        const stored = storedAttempts.get(attempt.id)?.revision ?? 0
        if (stored !== attempt.revision - 1) {
          return Promise.reject(new ConflictError('attempt-changed'))
        }
        storedAttempts.set(attempt.id, attempt)
        return Promise.resolve()
      },
      remove: (id) => Promise.resolve(void storedAttempts.delete(id)),
      sweep: () => Promise.resolve(0),
    },
    completions: memoryCompletions(storedCompletions),
    trainings: memoryTrainings(storedTrainings),
    schoolOfStaff: () => Promise.resolve('school-1'),
    outbox: {
      enqueue(intent) {
        if (broken > 0) {
          broken -= 1
          return Promise.reject(new Error('the store is gone'))
        }
        enqueued.push(intent)
        return Promise.resolve()
      },
    },
  }
}

function memoryCompletions(stored: Map<string, Completion>): CompletionRepository {
  const record = (completion: Completion) => {
    const kept = stored.get(completion.id) ?? completion
    stored.set(completion.id, kept)
    return kept
  }
  return {
    record: (completion) => Promise.resolve(record(completion)),
    recordAll(completions) {
      completions.forEach(record)
      return Promise.resolve()
    },
    find: (id) => Promise.resolve(stored.get(id)),
    listWithScoreIntent: (limit) =>
      Promise.resolve([...stored.values()].filter((one) => one.scoreIntent).slice(0, limit)),
    clearScoreIntent(id) {
      const known = stored.get(id)
      if (known) {
        const { scoreIntent: _cleared, ...rest } = known
        stored.set(id, rest)
      }
      return Promise.resolve()
    },
  }
}

function memoryTrainings(stored: Map<string, Training>): TrainingRepository {
  return {
    record(training) {
      const first = stored.get(training.id) ?? training
      stored.set(first.id, first)
      return Promise.resolve(first)
    },
    find: (id) => Promise.resolve(stored.get(id)),
    markName({ id }, nameMark) {
      const known = stored.get(id)
      if (known) stored.set(id, { ...known, nameMark })
      return Promise.resolve()
    },
  }
}
