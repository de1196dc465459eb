import type { Period } from '../requirements/index.ts'
import type { Day } from '../runtime/index.ts'

/**
 * What a page shows whose address names no period: of the open ones the one that is due next, or was due last; of none
 * open the latest that was closed.
 */
export function shownPeriod(latestFirst: readonly Period[], today: Day): Period | undefined {
  const open = latestFirst.filter(({ state }) => state === 'open')
  const byDue = open.toSorted((one, other) => (one.due < other.due ? -1 : 1))
  const dueNext = byDue.find(({ due }) => due >= today)
  return dueNext ?? byDue.at(-1) ?? latestFirst.find(({ state }) => state === 'closed')
}
