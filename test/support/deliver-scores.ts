import { setTimeout } from 'node:timers/promises'

import type { DemoWorld } from './a-demo-world.ts'

// Node's timers may fire a millisecond before their time, which here is a second too soon.
const TIMERS_ARE_EARLY_MS = 5

/** Sends what is owed as soon as it is due: a score waits until the second of its completion is over. */
export async function deliverScores({ app }: Pick<DemoWorld, 'app'>): Promise<void> {
  await setTimeout(1000 - (Date.now() % 1000) + TIMERS_ARE_EARLY_MS)
  await app.deps.passback.runOnce()
}
