import type { Period, StageStatus } from '../requirements/index.ts'
import { dayOf } from '../runtime/index.ts'
import type { Texts } from '../web/index.ts'
import { percentText, type StatusView, statusViews } from './coverage-words.ts'
import { type Figures, ratioOf } from './figures.ts'
import { type Filters, NOT_YET } from './filters.ts'
import { coveragePaths } from './paths.ts'
import { trainingYearOf } from './training-year.ts'

/** Parts of a hundred, for a bar. */
export interface Meter {
  readonly met: number
  readonly waiting: number
  readonly label: string
}

interface CountLink {
  readonly view: StatusView
  readonly count: number
  readonly text: string
  readonly url: string
}

/** One of the two figures that stand apart from the headline and are never blended with it. */
export interface OtherFigure {
  readonly name: 'reach' | 'modules'
  readonly title: string
  readonly percent?: string
  readonly part: number
  readonly whole: number
  readonly text: string
}

/** The plan's own figure (architecture §7): schools that met what they owe. */
export interface Headline {
  readonly met: number
  readonly obligated: number
  readonly percent: string
  readonly text: string
  readonly meter: Meter
  readonly change?: { readonly value: number; readonly text: string }
  readonly exempt?: string
  readonly counts: readonly CountLink[]
  readonly others: readonly OtherFigure[]
  readonly trained: TrainedFigure
}

/** Trained staff: people, so a count without a share, and no part of the three figures. */
export interface TrainedFigure {
  readonly count: number
  readonly text: string
}

export interface HeadlineFacts {
  readonly period: Period
  readonly figures: Figures
  readonly filters: Filters
  readonly now: Date
}

export function headlineOf(facts: HeadlineFacts, texts: Texts): Headline {
  const { met, obligated, byStatus } = facts.figures
  const { t, number } = texts
  return {
    met,
    obligated,
    percent: percentText(ratioOf(met, obligated), texts),
    text: t('coverage.figure.units', { part: number(met), whole: number(obligated) }),
    meter: meterOf({ met, obligated, waiting: byStatus['held-unconfirmed'] }, texts),
    ...(facts.period.state === 'open' && { change: changeOf(facts, texts) }),
    ...(byStatus.exempt > 0 && {
      exempt: t('coverage.figure.exempt', { count: number(byStatus.exempt) }),
    }),
    counts: NOT_YET.filter((status) => byStatus[status] > 0).map((status) =>
      countLink(status, facts, texts),
    ),
    others: [reachOf(facts.figures, texts), modulesOf(facts.figures, texts)],
    trained: trainedOf(facts, texts),
  }
}

interface Metered {
  readonly met: number
  readonly waiting: number
  readonly obligated: number
}

export function meterOf({ met, waiting, obligated }: Metered, texts: Texts): Meter {
  const share = (part: number) => Math.round((ratioOf(part, obligated) ?? 0) * 1000) / 10
  const words = (part: number) => percentText(ratioOf(part, obligated), texts)
  const label = texts.t('coverage.figure.meter', { met: words(met), waiting: words(waiting) })
  return { met: share(met), waiting: share(waiting), label }
}

/** Against yesterday: what became met today less what stopped being so. */
function changeOf({ figures, now }: HeadlineFacts, texts: Texts): Headline['change'] & object {
  const today = dayOf(now)
  const value = (figures.metOn[today] ?? 0) - (figures.lostOn[today] ?? 0)
  if (value === 0) return { value, text: texts.t('coverage.figure.sameAsYesterday') }
  const sign = value > 0 ? '+' : '−'
  const change = `${sign}${texts.number(Math.abs(value))}`
  return { value, text: texts.t('coverage.figure.sinceYesterday', { change }) }
}

function countLink(
  status: StageStatus,
  { figures, filters }: HeadlineFacts,
  texts: Texts,
): CountLink {
  const count = figures.byStatus[status]
  const { period, area } = filters
  return {
    view: statusViews(texts)[status],
    count,
    text: texts.number(count),
    url: `${coveragePaths.department({ period, area, status })}#list`,
  }
}

function trainedOf({ period, figures }: HeadlineFacts, { t, number }: Texts): TrainedFigure {
  const count = figures.trained
  const said = { count: number(count), year: trainingYearOf(period) }
  return { count, text: t('coverage.trained.count', said) }
}

function reachOf({ reach: { present, enrolled } }: Figures, texts: Texts): OtherFigure {
  return {
    name: 'reach',
    title: texts.t('coverage.figure.reachTitle'),
    ...(enrolled > 0 && { percent: percentText(present / enrolled, texts) }),
    part: present,
    whole: enrolled,
    text: texts.t('coverage.figure.pupils', {
      part: texts.number(present),
      whole: texts.number(enrolled),
    }),
  }
}

function modulesOf({ modules }: Figures, texts: Texts): OtherFigure {
  const { completions: part, expected: whole } = modules
  const base = { name: 'modules', title: texts.t('coverage.figure.modulesTitle') } as const
  const [partText, wholeText] = [texts.number(part), texts.number(whole)]
  if (whole === 0) {
    const text = texts.t('coverage.figure.noPick', { count: partText })
    return { ...base, part, whole, text }
  }
  const text = texts.t('coverage.figure.completions', { part: partText, whole: wholeText })
  return { ...base, percent: percentText(part / whole, texts), part, whole, text }
}
