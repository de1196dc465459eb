import { type Clock, createKept, dayOf } from '../runtime/index.ts'
import type { PeriodRepository } from './period.ts'

/** What the department picked for the time that is now. */
export interface PeriodPick {
  readonly name: string
  /** Ids of modules; empty where it picked none. */
  readonly modules: readonly string[]
}

interface Deps {
  readonly periods: Pick<PeriodRepository, 'list'>
  readonly clock: Clock
}

const LIFE_MS = 60_000

/** Of open periods the one that runs today, or else the latest; undefined where none is open. A minute late at most. */
export function createPeriodPick({ periods, clock }: Deps): () => Promise<PeriodPick | undefined> {
  const kept = createKept({ clock, lifeMs: LIFE_MS, load: () => periods.list() })
  return async () => {
    const today = dayOf(clock.now())
    const open = (await kept.get()).filter(({ state }) => state === 'open')
    const [latest] = open
    return open.find(({ from, to }) => from <= today && today <= to) ?? latest
  }
}
