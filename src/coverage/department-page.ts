import type { Period } from '../requirements/index.ts'
import { dayOf } from '../runtime/index.ts'
import { type Area, STAGES } from '../schools/index.ts'
import type { PageModel, Texts } from '../web/index.ts'
import { type CommuneTile, communeTiles, legendOf } from './commune-grid.ts'
import type { PartFigures } from './coverage-reader.ts'
import type { RowPage } from './coverage-repository.ts'
import type { CoverageRow } from './coverage-row.ts'
import { asOf, dueText, momentText, percentText, type StatusView } from './coverage-words.ts'
import { ratioOf } from './figures.ts'
import { type FilterForm, placeForm, rowForm } from './filter-forms.ts'
import type { Filters } from './filters.ts'
import { type Headline, headlineOf, type Meter, meterOf } from './headline.ts'
import { type ListRow, listRows } from './list-rows.ts'
import { coveragePaths, otherPaths } from './paths.ts'
import { type RecentChange, recentChanges, sinceYesterday } from './recent-changes.ts'
import { type WeekLine, weekLineOf } from './week-line.ts'

interface StageLine {
  readonly stage: string
  readonly label: string
  readonly met: number
  readonly obligated: number
  readonly text: string
  readonly percent: string
  readonly meter: Meter
  readonly url: string
}

export interface DepartmentPage extends PageModel {
  readonly place: string
  readonly due: string
  readonly asOf: string
  readonly isPlanned: boolean
  readonly copyUrl: string
  readonly excelUrl: string
  /** Absent where only a part of the province is shown: runs of parents have no place. */
  readonly parentsUrl?: string
  readonly placeForm: FilterForm
  readonly headline: Headline
  readonly line?: WeekLine
  readonly tiles: readonly CommuneTile[]
  readonly legend: readonly StatusView[]
  readonly stages: readonly StageLine[]
  readonly changes: readonly RecentChange[]
  readonly rowForm: FilterForm
  readonly rows: readonly ListRow[]
  readonly firstUrl?: string
  readonly nextUrl?: string
}

/** How far the person before the page may look, and what places are called. */
export interface Places {
  /** Those that may be looked at alone. */
  readonly areas: readonly Area[]
  readonly mayReadAll: boolean
  readonly mayRead: (areaId: string) => boolean
  readonly areaName: (id: string | undefined) => string | undefined
}

export interface DepartmentFacts {
  readonly period: Period
  /** The latest first. */
  readonly periods: readonly Period[]
  /** With the period and the area that the page is of, asked for or not. */
  readonly filters: Filters
  readonly part: PartFigures
  readonly page: RowPage
  /** Since yesterday; the latest first. */
  readonly changed: readonly CoverageRow[]
  readonly places: Places
  readonly now: Date
}

export function departmentPage(facts: DepartmentFacts, texts: Texts): DepartmentPage {
  const { period, filters, part, places, now } = facts
  const { figures } = part
  const today = dayOf(now)
  const tiles = communeTiles({ ...places, communes: part.communes, filters }, texts)
  const line = weekLineOf(period, { figures, today }, texts)
  return {
    title: period.name,
    mood: 'dense',
    styles: ['coverage.css'],
    place: places.areaName(filters.area) ?? texts.t('coverage.department.everywhere'),
    due: dueText(period, today, texts),
    asOf: texts.t('coverage.figure.asOf', { at: momentText(asOf(period, now), texts) }),
    isPlanned: period.state === 'planned',
    copyUrl: coveragePaths.notYet(notYetFilters(filters)),
    excelUrl: coveragePaths.excel({ ...filters, after: undefined }),
    ...(places.mayReadAll && !filters.area && { parentsUrl: otherPaths.parents(period.id) }),
    placeForm: placeForm(facts, texts),
    headline: headlineOf({ period, figures, filters, now }, texts),
    ...(line && { line }),
    tiles,
    legend: legendOf(tiles),
    stages: stageLines(facts, texts),
    changes: changesOf(facts, texts),
    ...listOf(facts, texts),
  }
}

/** A list of what is not yet met, whatever is shown: of what is settled it would be empty. */
function notYetFilters({ status, ...filters }: Filters): Filters {
  const isSettled = status === 'met' || status === 'exempt'
  return { ...filters, status: isSettled ? undefined : status, after: undefined }
}

function stageLines({ part, filters }: DepartmentFacts, texts: Texts): readonly StageLine[] {
  const { period, area } = filters
  return STAGES.map((stage) => ({ stage, ...part.figures.byStage[stage] }))
    .filter(({ obligated }) => obligated > 0)
    .map(({ stage, met, waiting, obligated }) => ({
      stage,
      label: texts.t(`coverage.stageLong.${stage}`),
      met,
      obligated,
      text: texts.t('coverage.communes.of', {
        met: texts.number(met),
        obligated: texts.number(obligated),
      }),
      percent: percentText(ratioOf(met, obligated), texts),
      meter: meterOf({ met, waiting, obligated }, texts),
      url: `${coveragePaths.department({ period, area, stage })}#list`,
    }))
}

function changesOf(facts: DepartmentFacts, texts: Texts): readonly RecentChange[] {
  const { period, changed: rows, part, now } = facts
  const since = sinceYesterday(now)
  return recentChanges({ rows, since, period: period.id, cells: part.cells }, texts)
}

type List = Pick<DepartmentPage, 'rowForm' | 'rows' | 'firstUrl' | 'nextUrl'>

function listOf({ period, filters, page, places }: DepartmentFacts, texts: Texts): List {
  const { stage, after } = filters
  const at = (cursor: string | undefined) =>
    `${coveragePaths.department({ ...filters, after: cursor })}#list`
  return {
    rowForm: rowForm(filters, texts),
    rows: listRows(page.rows, { period: period.id, stage, areaName: places.areaName }, texts),
    ...(after !== undefined && { firstUrl: at(undefined) }),
    ...(page.next !== undefined && { nextUrl: at(page.next) }),
  }
}
