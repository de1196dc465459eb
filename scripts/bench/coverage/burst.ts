import type { Cast } from './cast.ts'
import { figureOn, textOf } from './client.ts'
import { untilFigure } from './presses.ts'

/** Many completions at once, and when the department's page had all of them. */
export interface BurstFigures {
  readonly count: number
  /** Until the last one was stored. */
  readonly recordMs: number
  /** From then until the figure had them all; 0 where it did by then. */
  readonly figureMs: number
}

export async function runBurst(
  { clients: { officer }, ours }: Cast,
  count: number,
): Promise<BurstFigures> {
  const before = figureOn(textOf(await officer.get('/coverage')), 'modules')
  const startedAt = performance.now()
  const recorded = ours.ask('record', count).then(() => performance.now() - startedAt)
  const awaited = { value: before + count, since: startedAt }
  const [recordMs, shownMs] = await Promise.all([
    recorded,
    untilFigure(officer, 'modules', awaited),
  ])
  return { count, recordMs, figureMs: Math.max(0, shownMs - recordMs) }
}
