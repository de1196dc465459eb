import { ConflictError, InvalidInputError } from '../errors/index.ts'
import type { Clock } from '../runtime/index.ts'
import type { Obligation, ObligationRepository } from './obligation.ts'
import type { ModuleChange, Period, PeriodRepository } from './period.ts'
import { parseReason } from './reason.ts'

export interface ModulesRequest {
  readonly periodId: string
  /** Ids; empty: no pick, so no completion rate. */
  readonly modules: readonly string[]
  /** Needed once the period is open. */
  readonly reason: string
  readonly by?: string
}

interface Deps {
  readonly periods: Pick<PeriodRepository, 'replace'>
  readonly obligations: Pick<ObligationRepository, 'listOfPeriod'>
  readonly modules: { list(): readonly { readonly id: string }[] }
  readonly rows: {
    seed(obligations: readonly Obligation[]): Promise<void>
    settle(periodId: string): Promise<void>
  }
  readonly clock: Clock
}

/** As the service says; the same modules again change nothing. */
export async function changeModules(
  deps: Deps,
  period: Period,
  request: ModulesRequest,
): Promise<Period> {
  const { id, state } = period
  if (state === 'closed') throw new ConflictError('period-modules-closed', { id })
  const modules = knownModules(deps, request.modules)
  if (isSame(modules, period.modules)) return period
  if (state === 'planned') return replace(deps, { ...period, modules })
  const change = changeOf(deps, period, { ...request, modules })
  const moduleChanges = [...(period.moduleChanges ?? []), change]
  const changed = await replace(deps, { ...period, modules, moduleChanges })
  // Every row holds completions of the pick before. A crash in between is healed by the next start, which counts anew.
  await deps.rows.seed(await deps.obligations.listOfPeriod(id))
  await deps.rows.settle(id)
  return changed
}

/**
 * Each once, in the order of the catalogue.
 * @throws InvalidInputError('period-module-unknown')
 */
export function knownModules(
  { modules }: Pick<Deps, 'modules'>,
  picked: readonly string[],
): readonly string[] {
  const known = modules.list().map(({ id }) => id)
  const unknown = picked.find((id) => !known.includes(id))
  if (unknown !== undefined) throw new InvalidInputError('period-module-unknown', { id: unknown })
  return known.filter((id) => picked.includes(id))
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id))
}

function changeOf(
  { clock }: Deps,
  { modules: from }: Period,
  request: ModulesRequest,
): ModuleChange {
  const { modules: to, by } = request
  const reason = parseReason(request.reason)
  return { at: clock.now(), from, to, reason, ...(by !== undefined && { by }) }
}

async function replace({ periods }: Deps, period: Period): Promise<Period> {
  const replaced = { ...period, revision: period.revision + 1 }
  await periods.replace(replaced)
  return replaced
}
