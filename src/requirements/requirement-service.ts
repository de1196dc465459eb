import { ConflictError, InvalidInputError, NotFoundError } from '../errors/index.ts'
import type { Clock } from '../runtime/index.ts'
import type { School, SchoolId } from '../schools/index.ts'
import { changeModules, knownModules, type ModulesRequest } from './change-modules.ts'
import {
  type LateChangeKind,
  type Obligation,
  obligationOf,
  type ObligationRepository,
} from './obligation.ts'
import type { Period, PeriodRepository } from './period.ts'
import { parseReason } from './reason.ts'
import type { RuleBook } from './rule-book.ts'

/** What coverage does when the obligated set changes. */
export interface RowSeeds {
  /** One row for each, computed from the facts that are there already. */
  seed(obligations: readonly Obligation[]): Promise<void>
  touch(periodId: string, schoolId: SchoolId): Promise<void>
  /** Resolves when every row of the period is up to date. */
  settle(periodId: string): Promise<void>
}

export interface RequirementServiceDeps {
  readonly periods: PeriodRepository
  readonly obligations: ObligationRepository
  readonly ruleBook: Pick<RuleBook, 'check'>
  /** Those that a period may pick. */
  readonly modules: { list(): readonly { readonly id: string }[] }
  readonly schools: {
    all(): readonly School[]
    byId(id: SchoolId): School | undefined
  }
  readonly rows: RowSeeds
  readonly clock: Clock
}

export type { ModulesRequest } from './change-modules.ts'

export interface LateChangeRequest {
  readonly periodId: string
  readonly schoolId: SchoolId
  readonly kind: LateChangeKind
  readonly reason: string
  readonly by?: string
}

export interface RequirementService {
  /**
   * @throws ConflictError('period-exists')
   * @throws InvalidInputError('programme-unknown'|'calendar-unknown'|'period-module-unknown')
   */
  add(period: Period): Promise<void>
  list(): Promise<readonly Period[]>
  /** @throws NotFoundError('period-not-found') */
  get(id: string): Promise<Period>
  /**
   * Freezes the obligated set.
   * @throws ConflictError('period-not-planned')
   */
  open(id: string): Promise<Period>
  /**
   * Freezes the figures.
   * @throws ConflictError('period-not-open')
   */
  close(id: string): Promise<Period>
  /**
   * Other modules for a period: freely before it opens; while it is open for a reason that stays on record, and its
   * completion rate is computed anew. What schools owe does not change.
   * @throws ConflictError('period-modules-closed'), InvalidInputError('reason-missing'|'period-module-unknown')
   */
  changeModules(request: ModulesRequest): Promise<Period>
  /**
   * After the set was frozen: for a reason that stays on record.
   * @throws InvalidInputError('reason-missing'), ConflictError
   */
  change(request: LateChangeRequest): Promise<Obligation>
}

export function createRequirementService(deps: RequirementServiceDeps): RequirementService {
  const { periods } = deps
  const get = async (id: string) => {
    const period = await periods.find(id)
    if (!period) throw new NotFoundError('period-not-found', { id })
    return period
  }
  return {
    async add(period) {
      await deps.ruleBook.check(period)
      await periods.add({ ...period, modules: knownModules(deps, period.modules) })
    },
    list: () => periods.list(),
    get,
    open: async (id) => openPeriod(deps, await get(id)),
    close: async (id) => closePeriod(deps, await get(id)),
    changeModules: async (request) => changeModules(deps, await get(request.periodId), request),
    change: async (request) => changeLate(deps, await get(request.periodId), request),
  }
}

/** The state comes last: a crash before it leaves a planned period, and opening it again makes the same records. */
async function openPeriod(deps: RequirementServiceDeps, period: Period): Promise<Period> {
  if (period.state !== 'planned') throw new ConflictError('period-not-planned', { id: period.id })
  const set = deps.schools.all().flatMap((school) => obligationOf(school, period.id) ?? [])
  if (set.length === 0) throw new InvalidInputError('period-without-schools')
  await deps.obligations.freeze(period.id, set)
  const opened: Period = {
    ...period,
    state: 'open',
    openedAt: deps.clock.now(),
    revision: period.revision + 1,
  }
  await deps.rows.seed(set)
  await deps.periods.replace(opened)
  // Again: what changed since the rows were first wanted touched only periods that were open.
  await deps.rows.seed(set)
  await deps.rows.settle(period.id)
  return opened
}

async function closePeriod(deps: RequirementServiceDeps, period: Period): Promise<Period> {
  if (period.state !== 'open') throw new ConflictError('period-not-open', { id: period.id })
  await deps.rows.settle(period.id)
  const closedAt = deps.clock.now()
  const closed: Period = { ...period, state: 'closed', closedAt, revision: period.revision + 1 }
  await deps.periods.replace(closed)
  return closed
}

async function changeLate(
  deps: RequirementServiceDeps,
  period: Period,
  request: LateChangeRequest,
): Promise<Obligation> {
  if (period.state !== 'open') throw new ConflictError('period-not-open', { id: period.id })
  const change = { ...request, reason: parseReason(request.reason) }
  const changed =
    request.kind === 'included' ? await include(deps, change) : await exempt(deps, change)
  await deps.rows.touch(period.id, changed.schoolId)
  return changed
}

/** A school that became obligated after the set was frozen. */
async function include(
  deps: RequirementServiceDeps,
  request: LateChangeRequest,
): Promise<Obligation> {
  const school = deps.schools.byId(request.schoolId)
  const obligation = school && obligationOf(school, request.periodId)
  if (!obligation) throw new InvalidInputError('school-not-obligated')
  const included = { ...obligation, changes: [entryOf(deps, request)] }
  const before = await deps.obligations.find(request.periodId, request.schoolId)
  // A crash may have come between the two records: the row is wanted whether or not this is the first try.
  await deps.rows.seed([before ?? included])
  await deps.obligations.add(included)
  return included
}

async function exempt(
  deps: RequirementServiceDeps,
  request: LateChangeRequest,
): Promise<Obligation> {
  const obligation = await deps.obligations.find(request.periodId, request.schoolId)
  if (!obligation) throw new NotFoundError('obligation-not-found')
  const { exempt: _before, ...rest } = obligation
  const changed: Obligation = {
    ...rest,
    ...(request.kind === 'exempted' && { exempt: { reason: request.reason } }),
    changes: [...obligation.changes, entryOf(deps, request)],
    revision: obligation.revision + 1,
  }
  await deps.obligations.replace(changed)
  return changed
}

function entryOf({ clock }: RequirementServiceDeps, { kind, reason, by }: LateChangeRequest) {
  return { kind, reason, at: clock.now(), ...(by && { by }) }
}
