import type { Catalogue, Module } from '../../catalogue/index.ts'
import { ConflictError, NotFoundError } from '../../errors/index.ts'
import type { Clock, Logger } from '../../runtime/index.ts'
import type { SessionId } from '../session.ts'
import type { Ballot } from './ballot.ts'
import {
  type Run,
  type RunId,
  runIdOf,
  type RunOrigin,
  type RunReport,
  type RunRepository,
  withReport,
} from './run.ts'
import { newRunCode, runCodeIdOf, type RunCodeRepository } from './run-code.ts'
import type { Slide } from './slide.ts'
import { ballotsOf, slidesOf } from './slides.ts'

export interface RunServiceDeps {
  readonly runs: RunRepository
  readonly runCodes: RunCodeRepository
  readonly catalogue: Pick<Catalogue, 'getVersion'>
  readonly clock: Clock
  readonly logger: Logger
}

/** A module as it is shown. */
export interface Show {
  readonly module: Module
  readonly slides: readonly Slide[]
  readonly ballots: ReadonlyMap<string, Ballot>
}

export interface RunService {
  /** A code that opens one run of this, once. */
  offer(origin: RunOrigin): Promise<string>
  /** Undefined where the code has been used or is over. */
  start(code: string): Promise<Run | undefined>
  /** @throws NotFoundError */
  get(id: RunId): Promise<Run>
  /**
   * What goes over the wall.
   * @throws NotFoundError where the catalogue has that version no longer
   */
  showOf(run: Run): Show
  /** Everything that hands may go up for; nothing where the version is gone. */
  ballotsOf(run: Run): Show['ballots']
  /** Several reports at once lose nothing. */
  report(id: RunId, tell: (run: Run) => RunReport): Promise<Run>
  /** It was recorded as this session; the first record holds. */
  markRecorded(id: RunId, sessionId: SessionId): Promise<void>
}

const RACES_LOST_AT_MOST = 20

export function createRunService(deps: RunServiceDeps): RunService {
  const { runs, runCodes, clock, logger } = deps
  const showOf = createShows(deps)
  const change = createChange(runs)

  return {
    get: (id) => getRun(runs, id),
    showOf,
    ballotsOf: (run) => ballotsThatAreLeft(run, showOf),
    async offer(origin) {
      const { code, record } = newRunCode(origin, clock.now())
      await runCodes.add(record)
      return code
    },
    async start(code) {
      const found = await runCodes.consume(runCodeIdOf(code), clock.now())
      if (!found) return undefined
      const run = newRun(runIdOf(code), found.origin, { show: showOf(found.origin), clock })
      await runs.add(run)
      logger.info({ runId: run.id, moduleId: run.moduleId }, 'run started')
      return run
    },
    report: (id, tell) => change(id, (run) => withReport(run, tell(run), clock.now())),
    async markRecorded(id, sessionId) {
      await change(id, (run) => recordedAs(run, sessionId))
    },
  }
}

async function getRun(runs: RunRepository, id: RunId): Promise<Run> {
  const run = await runs.find(id)
  if (!run) throw new NotFoundError('run-not-found')
  return run
}

/** What was decided about a record that has moved on meanwhile is decided again. */
function createChange(runs: RunRepository) {
  return async function change(id: RunId, next: (run: Run) => Run, racesLost = 0): Promise<Run> {
    const before = await getRun(runs, id)
    const after = next(before)
    if (after === before) return before
    try {
      await runs.replace(after)
      return after
    } catch (error) {
      if (!(error instanceof ConflictError) || racesLost >= RACES_LOST_AT_MOST) throw error
      return change(id, next, racesLost + 1)
    }
  }
}

function recordedAs(run: Run, sessionId: SessionId): Run {
  return run.sessionId ? run : { ...run, sessionId, revision: run.revision + 1 }
}

/** Slides are made once for each version that is shown. */
function createShows(deps: RunServiceDeps): (origin: RunOrigin) => Show {
  const shows = new WeakMap<Module, Show>()
  return (origin) => {
    const module = moduleOf(deps, origin)
    const show = shows.get(module) ?? newShow(module)
    shows.set(module, show)
    return show
  }
}

function ballotsThatAreLeft(run: Run, showOf: (run: Run) => Show): Show['ballots'] {
  try {
    return showOf(run).ballots
  } catch (error) {
    if (error instanceof NotFoundError) return new Map()
    throw error
  }
}

function moduleOf({ catalogue }: RunServiceDeps, { moduleId, version }: RunOrigin): Module {
  try {
    return catalogue.getVersion(moduleId, version)
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error
    throw new NotFoundError('run-version-gone', { module: moduleId, version })
  }
}

function newShow(module: Module): Show {
  const slides = slidesOf(module)
  return { module, slides, ballots: ballotsOf(slides) }
}

interface NewRun {
  readonly show: Show
  readonly clock: Clock
}

function newRun(id: RunId, origin: RunOrigin, { show, clock }: NewRun): Run {
  const { audience, grades, minutes } = show.module
  const now = clock.now()
  return {
    ...origin,
    id,
    audience,
    grades,
    minutes,
    startedAt: now,
    slideReached: 1,
    slideCount: show.slides.length,
    polls: [],
    lastSeenAt: now,
    revision: 1,
  }
}
