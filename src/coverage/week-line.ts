import type { Period } from '../requirements/index.ts'
import { addDays, type Day } from '../runtime/index.ts'
import type { Texts } from '../web/index.ts'
import { daysBetween, dayText, percentText } from './coverage-words.ts'
import { type Figures, ratioOf } from './figures.ts'

export interface Week {
  readonly week: number
  /** Its last day, or the last one that has come. */
  readonly on: Day
  /** Schools that are met today and were so by then. */
  readonly met: number
}

const DAYS = 7

/** From the first day of the period to today; what is met today stands at the end, however late it came. */
export function weeksOf(
  period: Pick<Period, 'from' | 'to' | 'due'>,
  { met, metOn }: Pick<Figures, 'met' | 'metOn'>,
  today: Day,
): readonly Week[] {
  const end = earlier(today, lastDayOf(period))
  if (end < period.from) return []
  const count = Math.ceil((daysBetween(period.from, end) + 1) / DAYS)
  const days = Object.entries(metOn) as [Day, number][]
  return Array.from({ length: count }, (_, index) => {
    const on = earlier(end, addDays(period.from, DAYS * (index + 1) - 1))
    const until = days.reduce((sum, [day, schools]) => (day <= on ? sum + schools : sum), 0)
    return { week: index + 1, on, met: index === count - 1 ? met : until }
  })
}

function lastDayOf({ to, due }: Pick<Period, 'to' | 'due'>): Day {
  return to > due ? to : due
}

function earlier(one: Day, other: Day): Day {
  return one < other ? one : other
}

/** A drawing of 420 by 150 with the table that says the same. */
export interface WeekLine {
  readonly label: string
  readonly points: string
  readonly last: { readonly x: number; readonly y: number; readonly percent: string }
  /** Where the line must be by then. */
  readonly due?: { readonly x: number; readonly anchor: 'start' | 'end' }
  readonly lastWeek: string
  readonly rows: readonly {
    readonly week: string
    readonly on: string
    readonly met: string
    readonly percent: string
  }[]
}

const LEFT = 48
const RIGHT = 410
const TOP = 18
const BOTTOM = 126
const NEAR_THE_EDGE = RIGHT - 60

/** Undefined before the period has begun, and while nobody owes anything. */
export function weekLineOf(
  period: Period,
  { figures, today }: { readonly figures: Figures; readonly today: Day },
  texts: Texts,
): WeekLine | undefined {
  const weeks = weeksOf(period, figures, today)
  const last = weeks.at(-1)
  if (!last || figures.obligated === 0) return undefined
  const span = Math.max(1, daysBetween(period.from, lastDayOf(period)))
  const x = (on: Day) =>
    round(LEFT + ((RIGHT - LEFT) * Math.max(0, daysBetween(period.from, on))) / span)
  const y = (met: number) => round(BOTTOM - (BOTTOM - TOP) * (met / figures.obligated))
  const percent = (met: number) => percentText(ratioOf(met, figures.obligated), texts)
  const corners = [`${LEFT},${BOTTOM}`, ...weeks.map(({ on, met }) => `${x(on)},${y(met)}`)]
  const dueX = Math.min(RIGHT, x(period.due))
  return {
    label: texts.t('coverage.figure.line', { percent: percent(last.met) }),
    points: corners.join(' '),
    last: { x: x(last.on), y: y(last.met), percent: percent(last.met) },
    ...(period.due >= period.from && {
      due: { x: dueX, anchor: dueX > NEAR_THE_EDGE ? 'end' : 'start' },
    }),
    lastWeek: texts.t('coverage.figure.week', { week: Math.ceil((span + 1) / DAYS) }),
    rows: weeks.map(({ week, on, met }) => ({
      week: texts.number(week),
      on: dayText(on, texts),
      met: texts.number(met),
      percent: percent(met),
    })),
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
