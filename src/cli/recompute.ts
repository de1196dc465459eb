import type { Figures } from '../coverage/index.ts'
import type { ObligationRepository, Period } from '../requirements/index.ts'
import type { CoverageTools } from './with-coverage.ts'

type Counted = Pick<Figures, 'met' | 'obligated' | 'reach' | 'modules'>

export interface Recomputed {
  readonly id: string
  readonly isEqual: boolean
  readonly stored: Counted
  readonly recomputed: Counted
}

interface Owed {
  readonly obligations: Pick<ObligationRepository, 'listOfPeriod'>
}

/** Computes the open periods anew, and says of each whether its figures are those that were stored. */
export async function recompute(tools: CoverageTools, owed: Owed): Promise<readonly Recomputed[]> {
  // What was waiting to be computed is no difference.
  await tools.worker.catchUp()
  const open = (await tools.reader.listPeriods()).filter(({ state }) => state === 'open')
  const before = await figuresOf(tools, open)
  await rebuildRows(tools, owed, open)
  const after = await figuresOf(tools, open)
  return open.flatMap(({ id }) => {
    const [stored, recomputed] = [before.get(id), after.get(id)]
    if (!stored || !recomputed) return []
    return {
      id,
      isEqual: JSON.stringify(stored) === JSON.stringify(recomputed),
      stored,
      recomputed,
    }
  })
}

/** From the obligated set, so that a row that a crash kept from being made is made now. Tells how many rows. */
export async function rebuildRows(
  { seeds, projector }: CoverageTools,
  { obligations }: Owed,
  periods: readonly Pick<Period, 'id'>[],
): Promise<number> {
  for (const { id } of periods) await seeds.seed(await obligations.listOfPeriod(id))
  return projector.runOnce()
}

async function figuresOf({ reader }: CoverageTools, periods: readonly Period[]) {
  const byPeriod = new Map<string, Counted>()
  for (const period of periods) {
    const { met, obligated, reach, modules } = (await reader.figures({ period })).figures
    byPeriod.set(period.id, { met, obligated, reach, modules })
  }
  return byPeriod
}
