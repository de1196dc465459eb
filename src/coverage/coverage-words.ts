import { type Period, STAGE_STATUSES, type StageStatus } from '../requirements/index.ts'
import { type Day, dayOf, startOf } from '../runtime/index.ts'
import { type Stage, STAGES } from '../schools/index.ts'
import type { Texts } from '../web/index.ts'

/** Colour, sign and word together. */
export interface StatusView {
  readonly status: StageStatus
  readonly sign: string
  readonly label: string
}

export type StatusViews = Readonly<Record<StageStatus, StatusView>>
export type StageLabels = Readonly<Record<Stage, string>>

const SIGNS: Readonly<Record<StageStatus, string>> = {
  met: '●',
  'held-unconfirmed': '◐',
  planned: '○',
  'no-plan': '·',
  returned: '↩',
  overdue: '!',
  exempt: '–',
}

/** Looked up once a page, not once a row. */
export function statusViews(texts: Texts): StatusViews {
  const views = STAGE_STATUSES.map((status) => [
    status,
    { status, sign: SIGNS[status], label: texts.t(`coverage.status.${status}`) },
  ])
  return Object.fromEntries(views) as StatusViews
}

export function stageLabels(texts: Texts): StageLabels {
  const labels = STAGES.map((stage) => [stage, texts.t(`coverage.stage.${stage}`)])
  return Object.fromEntries(labels) as StageLabels
}

/** One decimal; 100% only where nothing is missing, 0% only where there is nothing. */
export function percentText(ratio: number | undefined, texts: Texts): string {
  if (ratio === undefined) return '–'
  const rounded = Math.round(ratio * 1000) / 10
  const isWhole = ratio <= 0 || ratio >= 1
  return `${texts.number(isWhole ? rounded : Math.min(99.9, Math.max(0.1, rounded)))}%`
}

export function dayText(day: Day, texts: Texts): string {
  return texts.date(startOf(day))
}

/** `07:15 ngày 23/11/2026` */
export function momentText(at: Date, texts: Texts): string {
  const sinceMidnight = at.getTime() - startOf(dayOf(at)).getTime()
  const time = new Date(sinceMidnight).toISOString().slice(11, 16)
  return texts.t('coverage.moment', { time, day: texts.date(at) })
}

const DAY_MS = 24 * 60 * 60 * 1000

export function daysBetween(from: Day, to: Day): number {
  return Math.round((startOf(to).getTime() - startOf(from).getTime()) / DAY_MS)
}

/** By when, and how long that still is. */
export function dueText({ state, due: on }: Period, today: Day, texts: Texts): string {
  const due = dayText(on, texts)
  if (state !== 'open') return texts.t(`coverage.due.${state}`, { due })
  if (today > on) return texts.t('coverage.due.late', { due })
  if (today === on) return texts.t('coverage.due.today', { due })
  return texts.t('coverage.due.left', { due, days: daysBetween(today, on) })
}

/** What a page says of a moment: a closed period stands as it was then. */
export function asOf({ closedAt }: Period, now: Date): Date {
  return closedAt ?? now
}
