import type { Module } from '../catalogue/index.ts'
import { ConflictError } from '../errors/index.ts'
import type { Clock } from '../runtime/index.ts'
import type { Visit } from '../web/index.ts'
import type { Attempt, AttemptRepository } from './attempt.ts'
import { currentAttemptId, expiryOf, freshAttempt } from './progress.ts'

const MOST_TRIES = 3

export interface AttemptKeeperDeps {
  readonly attempts: AttemptRepository
  readonly clock: Clock
}

export interface Change {
  readonly attempt: Attempt
  /** False where `apply` brought nothing new, so nothing was stored. */
  readonly isNew: boolean
}

/** Reads and changes the attempt of a visit's learner; two presses at once both count. */
export interface AttemptKeeper {
  find(visit: Visit, module: Module): Promise<Attempt | undefined>
  change(visit: Visit, module: Module, apply: (attempt: Attempt) => Attempt): Promise<Change>
}

export function createAttemptKeeper({ attempts, clock }: AttemptKeeperDeps): AttemptKeeper {
  function find(visit: Visit, module: Module) {
    const now = clock.now()
    return attempts.find(currentAttemptId({ learnerKey: visit.learnerKey, module, now }), now)
  }

  return {
    find,
    async change(visit, module, apply) {
      for (let tries = 1; ; tries++) {
        const now = clock.now()
        const stored = await find(visit, module)
        const before = stored ?? freshAttempt({ learnerKey: visit.learnerKey, module, now })
        const after = apply(before)
        if (after === before) return { attempt: before, isNew: false }
        // Somebody was first, yet nothing is there: what is in the way has expired and was not swept yet.
        if (tries > 1 && !stored) await attempts.remove(before.id)
        const next = { ...after, revision: before.revision + 1, expiresAt: expiryOf(now) }
        if (await isSaved(next, tries)) return { attempt: next, isNew: true }
      }
    },
  }

  async function isSaved(attempt: Attempt, tries: number): Promise<boolean> {
    try {
      await attempts.save(attempt)
      return true
    } catch (error) {
      if (!(error instanceof ConflictError) || tries === MOST_TRIES) throw error
      return false
    }
  }
}
