import type { Clock } from './clock.ts'
import type { Logger } from './logger.ts'
import { createTicker, type Ticker } from './ticker.ts'

const EVERY_MS = 10 * 60 * 1000

export interface Sweepable {
  /** Deletes what expired before `now`; tells how many. */
  sweep(now: Date): Promise<number>
}

export interface SweeperOptions {
  readonly sweepables: readonly Sweepable[]
  readonly clock: Clock
  readonly logger: Logger
}

/** Deletes what queries have long ignored. */
export function createSweeper({ sweepables, clock, logger }: SweeperOptions): Ticker {
  return createTicker({
    everyMs: EVERY_MS,
    async run() {
      const now = clock.now()
      for (const sweepable of sweepables) await sweepable.sweep(now)
    },
    onError: (error) => {
      logger.error({ err: error }, 'sweep failed')
    },
  })
}
