import { isDeepStrictEqual } from 'node:util'

import type {
  Obligation,
  ObligationRepository,
  Period,
  PeriodRepository,
} from '../requirements/index.ts'
import type { SchoolId } from '../schools/index.ts'
import { computeRow } from './compute-row.ts'
import type { CoverageRepository, RowKey } from './coverage-repository.ts'
import type { CellId, CoverageRow } from './coverage-row.ts'
import { figuresOf } from './figures.ts'
import { factsOf, type FactSources } from './projector.ts'

export interface RowCheckDeps extends FactSources {
  readonly rows: Pick<CoverageRepository, 'listDirty' | 'listByCode' | 'listCells'>
  readonly periods: Pick<PeriodRepository, 'list'>
  readonly obligations: Pick<ObligationRepository, 'listOfPeriod'>
}

export interface RowProblem {
  readonly kind: 'no-row' | 'not-owed' | 'differs-from-facts' | 'sum-differs'
  readonly periodId: string
  /** Of a sum its cell. */
  readonly of: SchoolId | CellId
  /** Of the row, or of the sum: a problem that is still there under another one is another problem. */
  readonly version: number
}

export interface RowCheck {
  /** Compares the read model with what it follows from, and changes nothing. */
  run(): Promise<readonly RowProblem[]>
}

/**
 * Rows that wait to be computed are no problem; nor is a row of a closed period that its facts have left behind: its
 * figures stand as they were.
 */
export function createRowCheck(deps: RowCheckDeps): RowCheck {
  return {
    async run() {
      const problems: RowProblem[] = []
      for (const period of await deps.periods.list()) {
        if (period.state !== 'planned') problems.push(...(await checkPeriod(deps, period)))
      }
      return problems
    },
  }
}

interface Asked {
  readonly period: Period
  readonly obligations: ReadonlyMap<SchoolId, Obligation>
  readonly rows: ReadonlyMap<SchoolId, CoverageRow>
  /** Read last: what changed while the others were read is among them. */
  readonly dirty: ReadonlySet<SchoolId>
}

async function checkPeriod(deps: RowCheckDeps, period: Period): Promise<readonly RowProblem[]> {
  const rows = await rowsOf(deps, period.id)
  const cells = await deps.rows.listCells(period.id)
  const owed = await deps.obligations.listOfPeriod(period.id)
  const differing = period.state === 'open' ? await differingOf(deps, { period, owed, rows }) : []
  const dirty = await dirtyOf(deps, period.id)
  const obligations = new Map(owed.map((one) => [one.schoolId, one]))
  const asked = { period, obligations, rows, dirty }
  return [
    ...missingOf(asked),
    ...differing.filter(({ of }) => !dirty.has(of as SchoolId)),
    ...sumsOf(asked, cells),
  ]
}

function missingOf({ period, obligations, rows, dirty }: Asked): readonly RowProblem[] {
  const periodId = period.id
  const without = [...obligations.keys()].filter((id) => !rows.has(id) && !dirty.has(id))
  const notOwed = [...rows.values()].filter(({ schoolId }) => !obligations.has(schoolId))
  return [
    ...without.map((of) => ({ kind: 'no-row', periodId, of, version: 0 }) as const),
    ...notOwed.map(
      ({ schoolId: of, version }) => ({ kind: 'not-owed', periodId, of, version }) as const,
    ),
  ]
}

interface Compared extends Pick<Asked, 'period' | 'rows'> {
  readonly owed: readonly Obligation[]
}

async function differingOf(
  deps: RowCheckDeps,
  { period, owed, rows }: Compared,
): Promise<readonly RowProblem[]> {
  const problems: RowProblem[] = []
  for (const obligation of owed) {
    const row = rows.get(obligation.schoolId)
    if (!row) continue
    const { version, log: _log, lostOn: _lostOn, ...stored } = row
    // For the day for which the row holds: tomorrow's is not this one's fault.
    const facts = await factsOf(deps, { period, obligation, today: row.computedOn })
    if (isSame(stored, computeRow(facts))) continue
    problems.push({ kind: 'differs-from-facts', periodId: period.id, of: row.schoolId, version })
  }
  return problems
}

type Cells = Awaited<ReturnType<CoverageRepository['listCells']>>

function sumsOf({ period, rows, dirty }: Asked, cells: Cells): readonly RowProblem[] {
  const byCell = Map.groupBy(rows.values(), ({ cell }) => cell)
  const waiting = new Set([...dirty].map((id) => rows.get(id)?.cell))
  const known = new Map(cells.map((cell) => [cell.id, cell]))
  return [...byCell]
    .filter(([id]) => !waiting.has(id))
    .filter(([id, ofCell]) => !isSame(known.get(id)?.figures, figuresOf(ofCell)))
    .map(([of, ofCell]) => ({
      kind: 'sum-differs',
      periodId: period.id,
      of,
      version: ofCell.reduce((sum, { version }) => sum + version, 0),
    }))
}

/** As they are stored: what is not there is not there, rather than undefined. */
function isSame(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(plain(one), plain(other))
}

function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value))
}

const PAGE = 1000

async function rowsOf({ rows }: RowCheckDeps, periodId: string) {
  const all = new Map<SchoolId, CoverageRow>()
  let after: string | undefined
  do {
    const page = await rows.listByCode({ periodId, after, limit: PAGE })
    for (const row of page.rows) all.set(row.schoolId, row)
    after = page.next
  } while (after !== undefined)
  return all
}

async function dirtyOf({ rows }: RowCheckDeps, periodId: string): Promise<ReadonlySet<SchoolId>> {
  const ids = new Set<SchoolId>()
  let after: RowKey | undefined
  do {
    const page = await rows.listDirty(after, PAGE)
    for (const one of page) if (one.periodId === periodId) ids.add(one.schoolId)
    after = page.at(-1)
  } while (after !== undefined)
  return ids
}
