import type { Period, PeriodRepository } from '../requirements/index.ts'
import { type Clock, createTicker, dayOf, type Logger, type Ticker } from '../runtime/index.ts'
import type { SchoolId } from '../schools/index.ts'
import type { CoverageRepository } from './coverage-repository.ts'
import type { Projector } from './projector.ts'

export interface CoverageWorkerDeps {
  readonly rows: Pick<CoverageRepository, 'touch' | 'touchAll' | 'touchComputedBy'>
  readonly periods: Pick<PeriodRepository, 'list'>
  readonly projector: Projector
  readonly clock: Clock
  readonly logger: Logger
}

export interface CoverageWorker extends Pick<Ticker, 'start' | 'stop'> {
  /** A fact of the school changed: resolves when its rows show it. */
  schoolChanged(schoolId: SchoolId): Promise<void>
  /** So too, but soon: a class that completes a module together is counted once. */
  noteSchool(schoolId: SchoolId): void
  /** What the ticker does: noted schools, days that passed, whatever is still dirty. */
  runOnce(): Promise<number>
  /** So too, but without counting everything again as a process that starts must. */
  catchUp(): Promise<number>
}

// A confirmed session shows in the figure within a second.
const EVERY_MS = 500

export function createCoverageWorker(deps: CoverageWorkerDeps): CoverageWorker {
  const { rows, projector } = deps
  const noted = new Set<SchoolId>()
  let isFirstRun = true

  async function catchUp(): Promise<number> {
    await touchNoted(deps, noted)
    const open = await openPeriods(deps)
    for (const { id, due } of overdueOf(open, deps.clock)) await rows.touchComputedBy(id, due)
    return projector.runOnce()
  }

  async function runOnce(): Promise<number> {
    if (isFirstRun) await touchEverything(deps)
    isFirstRun = false
    return catchUp()
  }

  const { start, stop } = tickerOf(deps, runOnce)
  return {
    runOnce,
    catchUp,
    start,
    stop,
    async schoolChanged(schoolId) {
      await touch(deps, schoolId)
      await projector.runSchool(schoolId)
    },
    noteSchool(schoolId) {
      noted.add(schoolId)
    },
  }
}

function tickerOf({ logger }: CoverageWorkerDeps, run: () => Promise<unknown>): Ticker {
  return createTicker({
    everyMs: EVERY_MS,
    run,
    onError: (error) => {
      logger.error({ err: error }, 'coverage not brought up to date')
    },
  })
}

async function touch(deps: CoverageWorkerDeps, schoolId: SchoolId): Promise<void> {
  const open = (await openPeriods(deps)).map(({ id }) => id)
  if (open.length > 0) await deps.rows.touch(open, schoolId)
}

async function touchNoted(deps: CoverageWorkerDeps, noted: Set<SchoolId>): Promise<void> {
  for (const schoolId of [...noted]) {
    // Forgotten first: what is noted while this one is written down must not be lost with it.
    noted.delete(schoolId)
    try {
      await touch(deps, schoolId)
    } catch (error) {
      noted.add(schoolId)
      throw error
    }
  }
}

async function openPeriods({ periods }: CoverageWorkerDeps): Promise<readonly Period[]> {
  return (await periods.list()).filter(({ state }) => state === 'open')
}

/** A process that died may have had schools noted that nobody remembers. */
async function touchEverything(deps: CoverageWorkerDeps): Promise<void> {
  for (const { id } of await openPeriods(deps)) await deps.rows.touchAll(id)
}

/** The morning after the due day: rows computed before it do not know that they are late. */
function overdueOf(open: readonly Period[], clock: Clock): readonly Period[] {
  const today = dayOf(clock.now())
  return open.filter(({ due }) => today > due)
}
