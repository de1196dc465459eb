import { NotFoundError } from '../errors/index.ts'
import type { Registration } from '../lti/index.ts'
import type { Clock } from '../runtime/index.ts'
import type { DeliveryRepository } from './delivery-repository.ts'
import { type PlatformScores, platformScores } from './platform-scores.ts'

export interface ScoreBoardDeps {
  readonly deliveries: Pick<DeliveryRepository, 'summary' | 'wakeAll'>
  readonly registrations: () => Promise<readonly Registration[]>
  readonly clock: Clock
  /** Tells the worker of this process; that of another looks within its poll. */
  readonly wake: () => void
}

export interface ScoreBoard {
  list(): Promise<readonly PlatformScores[]>
  /**
   * Tries now what waits for a platform; tells how many.
   * @throws NotFoundError('platform-not-found')
   */
  retry(registrationId: string): Promise<number>
}

/** What administrators see of the outbox, and the one thing that they may do with it. */
export function createScoreBoard(deps: ScoreBoardDeps): ScoreBoard {
  const { deliveries, registrations, clock } = deps
  return {
    async list() {
      return platformScores(await deliveries.summary(), await registrations())
    },
    async retry(id) {
      const isKnown = (await registrations()).some((one) => one.id === id)
      if (!isKnown) throw new NotFoundError('platform-not-found', { id })
      const count = await deliveries.wakeAll(id, clock.now())
      deps.wake()
      return count
    },
  }
}
