import { addDays, dayOf, startOf } from '../runtime/index.ts'
import type { Texts } from '../web/index.ts'
import type { CellId, CoverageRow, StatusChange } from './coverage-row.ts'
import {
  momentText,
  type StageLabels,
  stageLabels,
  type StatusView,
  statusViews,
} from './coverage-words.ts'
import { coveragePaths } from './paths.ts'

export interface RecentChange {
  readonly code: string
  readonly name: string
  readonly url: string
  readonly stage: string
  readonly from: StatusView
  readonly to: StatusView
  readonly at: string
}

export interface ChangedFacts {
  /** Rows that changed since then; the latest first. */
  readonly rows: readonly CoverageRow[]
  readonly since: Date
  readonly period: string
  /** Absent: everywhere. */
  readonly cells?: readonly CellId[] | undefined
}

const SHOWN = 8
// Changes are listed for the province; those of one area are picked out of so many.
const SEARCHED = 200

/** How many rows to ask for. */
export function changedLimit(cells: readonly CellId[] | undefined): number {
  return cells ? SEARCHED : SHOWN
}

/** The first moment of yesterday. */
export function sinceYesterday(now: Date): Date {
  return startOf(addDays(dayOf(now), -1))
}

export function recentChanges(facts: ChangedFacts, texts: Texts): readonly RecentChange[] {
  const { rows, since, cells } = facts
  const words = { views: statusViews(texts), labels: stageLabels(texts) }
  const here = cells ? rows.filter(({ cell }) => cells.includes(cell)) : rows
  return here
    .slice(0, SHOWN)
    .flatMap((row) => row.log.filter(({ at }) => at >= since).map((change) => ({ row, change })))
    .toSorted((one, other) => other.change.at.getTime() - one.change.at.getTime())
    .slice(0, SHOWN)
    .map(({ row, change }) => changeView(row, change, { ...words, period: facts.period, texts }))
}

interface Words {
  readonly views: ReturnType<typeof statusViews>
  readonly labels: StageLabels
  readonly period: string
  readonly texts: Texts
}

function changeView(row: CoverageRow, change: StatusChange, words: Words): RecentChange {
  const { code, name } = row
  return {
    code,
    name,
    url: coveragePaths.school(code, words.period),
    stage: words.labels[change.stage],
    from: words.views[change.from],
    to: words.views[change.to],
    at: momentText(change.at, words.texts),
  }
}
