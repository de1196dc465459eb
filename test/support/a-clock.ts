import type { Clock } from '../../src/runtime/index.ts'

export interface TestClock extends Clock {
  advance(ms: number): void
}

export const MORNING = '2026-11-23T00:15:00.000Z'

/** Stands still until it is told to advance. */
export function aClock(start = MORNING): TestClock {
  let now = new Date(start).getTime()
  return {
    now: () => new Date(now),
    advance(ms) {
      now += ms
    },
  }
}
