import { setTimeout } from 'node:timers/promises'

/** Stands before a contender's store: counts the trips and makes each take its time, the same way for all. */
export interface StoreMeter {
  trip<T>(work: () => T | Promise<T>): Promise<T>
  tripCount(): number
}

export function createStoreMeter(latencyMs: number): StoreMeter {
  let count = 0
  return {
    async trip(work) {
      count += 1
      if (latencyMs > 0) await setTimeout(latencyMs)
      return work()
    },
    tripCount: () => count,
  }
}
