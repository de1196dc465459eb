import type { CellObject, WorkSheet } from '@e965/xlsx'

import type { Period } from '../requirements/index.ts'
import type { Day } from '../runtime/index.ts'
import { guardText, STAGES } from '../schools/index.ts'
import type { Texts } from '../web/index.ts'
import type { CoverageRow, StageCoverage } from './coverage-row.ts'
import {
  asOf,
  daysBetween,
  dayText,
  momentText,
  type StageLabels,
  stageLabels,
  type StatusViews,
  statusViews,
} from './coverage-words.ts'
import type { Filters } from './filters.ts'
import { trainingYearOf } from './training-year.ts'

export interface WorkbookFacts {
  readonly period: Period
  readonly filters: Filters
  readonly rows: readonly CoverageRow[]
  readonly areaName: (id: string | undefined) => string | undefined
  readonly now: Date
}

const HEADERS = [
  'code',
  'name',
  'commune',
  'stage',
  'status',
  'sessions',
  'owed',
  'present',
  'enrolled',
  'reach',
  'completions',
  'due',
  'trained',
] as const
const WIDTHS = [12, 44, 22, 8, 18, 10, 10, 10, 10, 10, 12, 12, 22]

const PERCENT = '0.0%'
const DATE = 'dd/mm/yyyy'

/** One line for each stage of each school. Loads its library when first used. */
export async function listWorkbook(facts: WorkbookFacts, texts: Texts): Promise<Uint8Array> {
  const { utils, write } = await import('@e965/xlsx')
  const book = utils.book_new()
  const headers = HEADERS.map((name) => textCell(texts.t(`coverage.excel.${name}`)))
  const sheet = toSheet([headers, ...linesOf(facts, texts)], WIDTHS)
  sheet['!autofilter'] = { ref: sheet['!ref'] ?? 'A1' }
  utils.book_append_sheet(book, sheet, texts.t('coverage.excel.sheet'))
  const about = toSheet(aboutOf(facts, texts), [16, 60])
  utils.book_append_sheet(book, about, texts.t('coverage.excel.about'))
  // Text cells as shared strings: a plain `str` is what a formula gave.
  const options = { type: 'buffer', bookType: 'xlsx', bookSST: true, compression: true } as const
  return write(book, options) as Uint8Array
}

type Line = readonly (CellObject | undefined)[]

interface Words {
  readonly labels: StageLabels
  readonly views: StatusViews
  readonly few: string
  readonly commune: string
}

function linesOf({ rows, filters, areaName }: WorkbookFacts, texts: Texts): readonly Line[] {
  const labels = stageLabels(texts)
  const views = statusViews(texts)
  const few = texts.t('coverage.excel.few')
  return rows.flatMap((row) => {
    const words = { labels, views, few, commune: areaName(row.communeId) ?? '' }
    return STAGES.flatMap((stage) => row.stages.filter((one) => one.stage === stage))
      .filter(({ stage }) => !filters.stage || stage === filters.stage)
      .map((stage, index) => [
        ...lineOf(row, stage, words),
        // Of the school, so on its first line only: a sum over the column counts nobody twice.
        index === 0 ? numberCell(row.trained) : undefined,
      ])
  })
}

function lineOf(row: CoverageRow, stage: StageCoverage, words: Words): Line {
  const { present, enrolled, completions } = stage
  return [
    textCell(row.code),
    textCell(row.name),
    textCell(words.commune),
    textCell(words.labels[stage.stage]),
    textCell(words.views[stage.status].label),
    numberCell(stage.sessions),
    numberCell(stage.owed),
    countCell(present, words.few),
    numberCell(enrolled),
    // The share of few pupils would tell how few they are.
    enrolled > 0 && !isFew(present) ? numberCell(present / enrolled, PERCENT) : undefined,
    countCell(completions, words.few),
    numberCell(serialOf(stage.dueOn), DATE),
  ]
}

/** What a paper must say of itself: of which period, of when, and what was left out. */
function aboutOf(facts: WorkbookFacts, texts: Texts): readonly Line[] {
  const { period, filters, rows, areaName, now } = facts
  const { t } = texts
  const { area, stage, status } = filters
  const only = [
    area && areaName(area),
    stage && t(`coverage.stageLong.${stage}`),
    status && t(`coverage.status.${status}`),
  ].filter((one) => typeof one === 'string')
  const lines = [
    [t('coverage.filters.period'), period.name],
    [t('coverage.excel.asOf'), momentText(asOf(period, now), texts)],
    [t('coverage.excel.due'), dayText(period.due, texts)],
    [t('coverage.excel.only'), only.join(' · ') || t('coverage.filters.any')],
    [t('coverage.excel.note'), t('coverage.excel.fewNote')],
    [t('coverage.excel.trained'), t('coverage.trained.count', trainedOf({ period, rows }, texts))],
    [t('coverage.excel.note'), t('coverage.excel.trainedNote')],
    [t('coverage.excel.note'), t('coverage.trained.note')],
  ]
  return lines.map((line) => line.map(textCell))
}

/** Of the schools in this file. */
function trainedOf(
  { period, rows }: Pick<WorkbookFacts, 'period' | 'rows'>,
  { number }: Texts,
): { readonly count: string; readonly year: string } {
  const count = rows.reduce((sum, { trained }) => sum + trained, 0)
  return { count: number(count), year: trainingYearOf(period) }
}

/** Counts of 1 to 4 pupils leave no office: a class knows who they are (domain §1.5). */
function isFew(count: number): boolean {
  return count >= 1 && count <= 4
}

function countCell(count: number, few: string): CellObject {
  return isFew(count) ? textCell(few) : numberCell(count)
}

function numberCell(value: number, format?: string): CellObject {
  return { t: 'n', v: value, ...(format && { z: format }) }
}

/** Text whatever it says; the apostrophe keeps it text where the sheet is later saved as CSV. */
function textCell(text: string): CellObject {
  return { t: 's', v: guardText(text) }
}

/** Excel counts days from this one. */
const FIRST_DAY = '1899-12-30' as Day

function serialOf(day: Day): number {
  return daysBetween(FIRST_DAY, day)
}

function toSheet(lines: readonly Line[], widths: readonly number[]): WorkSheet {
  const longest = Math.max(...lines.map((line) => line.length))
  const data = lines.map((line) => line.map((cell) => cell ?? { t: 'z' as const }))
  const end = `${String.fromCharCode('A'.charCodeAt(0) + longest - 1)}${lines.length}`
  return {
    '!data': data,
    '!ref': `A1:${end}`,
    '!cols': widths.map((wch) => ({ wch })),
  }
}
