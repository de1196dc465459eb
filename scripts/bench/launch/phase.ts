import { type PhaseFigures, timesOf } from './figures.ts'

export interface Phase<Out> {
  readonly done: readonly Out[]
  readonly figures: PhaseFigures
}

/** Closed loop: so many clients at once, each takes the next pupil when its last one is through. */
export async function runPhase<In, Out>(
  pupils: readonly In[],
  clientCount: number,
  step: (pupil: In) => Promise<Out>,
): Promise<Phase<Out>> {
  const done: Out[] = []
  const latenciesMs: number[] = []
  const errors: string[] = []
  const queue = pupils.values()

  async function client(): Promise<void> {
    for (const pupil of queue) {
      const startedAt = performance.now()
      try {
        done.push(await step(pupil))
        latenciesMs.push(performance.now() - startedAt)
      } catch (error) {
        errors.push(String(error))
      }
    }
  }

  const startedAt = performance.now()
  await Promise.all(Array.from({ length: clientCount }, client))
  const elapsedMs = performance.now() - startedAt
  const [firstError] = errors
  return {
    done,
    figures: {
      count: done.length,
      elapsedMs,
      errorCount: errors.length,
      ...(firstError !== undefined && { firstError }),
      ...timesOf(latenciesMs),
    },
  }
}
