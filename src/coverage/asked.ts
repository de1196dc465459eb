import { NotFoundError } from '../errors/index.ts'
import type { Period, StageStatus } from '../requirements/index.ts'
import { type Clock, dayOf } from '../runtime/index.ts'
import type { AreaId, SchoolDirectory } from '../schools/index.ts'
import type { Answer } from '../staff/index.ts'
import type { CoverageAccess } from './coverage-access.ts'
import type { CoverageReader, PartFigures } from './coverage-reader.ts'
import type { CoverageRow } from './coverage-row.ts'
import { type Filters, parseFilters } from './filters.ts'
import { shownPeriod } from './shown-period.ts'

export interface AskedDeps {
  readonly reader: CoverageReader
  readonly access: CoverageAccess
  readonly directory: Pick<SchoolDirectory, 'areaById'>
  readonly clock: Clock
}

/** What the address of a page of the department asks for, as far as this person may see it. */
export interface Asked {
  readonly period: Period
  /** The latest first. */
  readonly periods: readonly Period[]
  /** Of this period and this area, named in the address or not. */
  readonly filters: Filters
  readonly areaId: AreaId | undefined
}

/**
 * Undefined where the address names no period and there is none to show.
 * @throws VisitExpiredError, ForbiddenError('not-allowed'), NotFoundError
 */
export async function findAsked(
  deps: AskedDeps,
  query: unknown,
  res: Answer,
): Promise<Asked | undefined> {
  const filters = parseFilters(query)
  const areaId = await readableArea(deps, filters.area, res)
  const periods = await deps.reader.listPeriods()
  const period =
    filters.period === undefined
      ? shownPeriod(periods, dayOf(deps.clock.now()))
      : await deps.reader.period(filters.period)
  if (!period) return undefined
  return { period, periods, areaId, filters: { ...filters, period: period.id, area: areaId } }
}

/** The area asked for, else where this person begins; undefined: the whole province. */
async function readableArea(
  { access, directory }: AskedDeps,
  asked: string | undefined,
  res: Answer,
): Promise<AreaId | undefined> {
  const mine = (await access.readerOf(res)).areaId
  const areaId = asked === undefined ? mine : directory.areaById(asked as AreaId)?.id
  // Who may not see all learns nothing of which areas there are.
  await access.readingArea(res, areaId)
  if (asked !== undefined && !areaId) throw new NotFoundError('area-unknown', { area: asked })
  return areaId
}

/** @throws NotFoundError('period-not-found') */
export async function getAsked(deps: AskedDeps, query: unknown, res: Answer): Promise<Asked> {
  const asked = await findAsked(deps, query, res)
  if (!asked) throw new NotFoundError('period-not-found')
  return asked
}

const WHOLE_PAGE = 1000

/** Every row with one of these statuses, what needs most first. */
export async function listAllRows(
  reader: CoverageReader,
  { period, areaId, filters }: Asked,
  statuses: readonly StageStatus[] | undefined,
): Promise<readonly CoverageRow[]> {
  const { cells }: Partial<PartFigures> = areaId ? await reader.figures({ period, areaId }) : {}
  const rows: CoverageRow[] = []
  let after: string | undefined
  do {
    const { stage } = filters
    const search = { periodId: period.id, cells, stage, statuses, after, limit: WHOLE_PAGE }
    const page = await reader.search(search)
    rows.push(...page.rows)
    after = page.next
  } while (after !== undefined)
  return rows
}
