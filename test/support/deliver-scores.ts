import { setTimeout } from 'node:timers/promises'

import type { DemoWorld } from './a-demo-world.ts'

/** Sends what is owed as soon as it is due: a score waits until the second of its completion is over. */
export async function deliverScores({ app }: Pick<DemoWorld, 'app'>): Promise<void> {
  await setTimeout(1000 - (Date.now() % 1000))
  await app.deps.passback.runOnce()
}
