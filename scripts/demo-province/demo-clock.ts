import { type Clock, createClock } from '../../src/runtime/index.ts'

/** The clock of the tool while the demo tells it what happened in the weeks before. */
export interface DemoClock extends Clock {
  stopAt(moment: Date): void
  /** Back to the real time. */
  release(): void
}

export function createDemoClock(real: Clock = createClock()): DemoClock {
  let stopped: Date | undefined
  return {
    now: () => new Date(stopped ?? real.now()),
    stopAt(moment) {
      stopped = moment
    },
    release() {
      stopped = undefined
    },
  }
}
