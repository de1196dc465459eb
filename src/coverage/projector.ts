import type {
  Obligation,
  ObligationRepository,
  Period,
  PeriodRepository,
} from '../requirements/index.ts'
import { type Clock, type Day, dayOf, type Logger } from '../runtime/index.ts'
import type { SchoolId } from '../schools/index.ts'
import type { SessionRepository } from '../sessions/index.ts'
import { computeRow, nextRow } from './compute-row.ts'
import type {
  CompletionCounter,
  CoverageRepository,
  RowKey,
  RowState,
  RowStore,
  TrainedLister,
} from './coverage-repository.ts'
import type { CellId } from './coverage-row.ts'
import { figuresOf } from './figures.ts'
import type { CountedModule } from './module-count.ts'
import { trainingYearOf } from './training-year.ts'

export interface ProjectorDeps {
  readonly rows: CoverageRepository
  readonly periods: Pick<PeriodRepository, 'find'>
  readonly obligations: Pick<ObligationRepository, 'find'>
  readonly sessions: Pick<SessionRepository, 'listOfSchool'>
  readonly completions: CompletionCounter
  readonly trainedStaff: TrainedLister
  readonly modules: { list(): readonly CountedModule[] }
  readonly clock: Clock
  readonly logger: Logger
}

/** Computes wanted rows anew from their school's facts, and the sums of their cells. */
export interface Projector {
  /** Until nothing is dirty; gives how many rows it computed. */
  runOnce(): Promise<number>
  /** Only the rows of one school, for whoever waits for them. */
  runSchool(schoolId: SchoolId): Promise<void>
}

const PAGE = 200

export function createProjector(deps: ProjectorDeps): Projector {
  return {
    runOnce: () => untilClean(() => runThrough(deps)),
    async runSchool(schoolId) {
      await untilClean(async () => project(deps, await deps.rows.listDirtyOfSchool(schoolId)))
    },
  }
}

/**
 * A row that was wanted again while it was computed, or that somebody faster stored from older facts, is computed once
 * more: whoever waits for a run sees what happened before it.
 */
async function untilClean(run: () => Promise<number>): Promise<number> {
  let count = 0
  for (;;) {
    const computed = await run()
    // Nothing is left, or nothing that can be computed.
    if (computed === 0) return count
    count += computed
  }
}

async function runThrough(deps: ProjectorDeps): Promise<number> {
  let count = 0
  let after: RowKey | undefined
  for (;;) {
    const page = await deps.rows.listDirty(after, PAGE)
    const last = page.at(-1)
    if (!last) return count
    count += await project(deps, page)
    after = last
  }
}

/** Rows first, then the sums over them, and only then are they clean: a crash in between repeats the work. */
async function project(deps: ProjectorDeps, states: readonly RowState[]): Promise<number> {
  let count = 0
  for (const [periodId, ofPeriod] of Map.groupBy(states, (state) => state.periodId)) {
    const period = await deps.periods.find(periodId)
    // The figures of a closed period stand as they are.
    const open = period?.state === 'closed' ? undefined : period
    if (open) count += await projectPeriod(deps, open, ofPeriod)
    else await deps.rows.settle(ofPeriod.map(versionOf))
  }
  return count
}

async function projectPeriod(
  deps: ProjectorDeps,
  period: Period,
  states: readonly RowState[],
): Promise<number> {
  const done: RowState[] = []
  const stores: RowStore[] = []
  for (const state of states) {
    const store = await rowFor(deps, period, state).catch((error: unknown) => {
      // One school must not keep the others from being counted; it stays dirty and is tried again.
      deps.logger.error({ err: error, schoolId: state.schoolId, periodId: period.id }, 'row failed')
      return undefined
    })
    if (!store) continue
    stores.push(store)
    done.push(state)
  }
  const stored = await deps.rows.storeRows(stores)
  await storeSums(deps, period.id, new Set(stores.map(({ row }) => row.cell)))
  // Whoever was faster stored a newer row and settles it.
  await deps.rows.settle(done.filter((_state, index) => stored[index]).map(versionOf))
  return stores.length
}

function versionOf({ periodId, schoolId, wanted }: RowState) {
  return { periodId, schoolId, version: wanted }
}

async function rowFor(deps: ProjectorDeps, period: Period, state: RowState): Promise<RowStore> {
  const { schoolId, wanted, stored } = state
  const obligation = await deps.obligations.find(period.id, schoolId)
  if (!obligation) throw new Error(`no obligation of ${schoolId} in ${period.id}`)
  const now = deps.clock.now()
  const facts = await factsOf(deps, { period, obligation, today: dayOf(now) })
  const row = nextRow(state.row, computeRow(facts), { version: wanted, at: now })
  return { row, over: stored }
}

interface Asked {
  readonly period: Period
  readonly obligation: Obligation
  readonly today: Day
}

export type FactSources = Pick<
  ProjectorDeps,
  'sessions' | 'completions' | 'trainedStaff' | 'modules'
>

/** Of one row, as they are now. */
export async function factsOf(sources: FactSources, asked: Asked) {
  const { sessions, completions, trainedStaff, modules } = sources
  const { from, to, modules: pick } = asked.period
  const { schoolId } = asked.obligation
  const all = modules.list()
  return {
    ...asked,
    sessions: await sessions.listOfSchool(schoolId, from, to),
    completions: await completions.countOfSchool({ schoolId, from, to }),
    trained: await trainedStaff.listOfSchool({
      schoolId,
      schoolYear: trainingYearOf(asked.period),
    }),
    modules: pick.length === 0 ? all : all.filter(({ id }) => pick.includes(id)),
  }
}

async function storeSums(
  { rows }: ProjectorDeps,
  periodId: string,
  cells: ReadonlySet<CellId>,
): Promise<void> {
  const sums = []
  for (const id of cells) {
    const ofCell = await rows.listOfCell(periodId, id)
    const basis = ofCell.reduce((sum, { version }) => sum + version, 0)
    sums.push({ id, basis, figures: figuresOf(ofCell) })
  }
  await rows.storeCells(periodId, sums)
}
