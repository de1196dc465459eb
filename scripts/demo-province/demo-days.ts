import { addDays, type Day, dayOf, startOf } from '../../src/runtime/index.ts'
import type { DemoPlan } from './demo-calendar.ts'
import type { Random } from './random.ts'
import { isWeekday } from './weekday.ts'

/** When the demo began, and now. */
export interface DemoTime {
  readonly plan: DemoPlan
  readonly now: Date
}

const SUNDAY = 0
const HOUR_MS = 60 * 60 * 1000
const WORKING_HOURS = [7, 17] as const
const JUST_NOW_HOURS = 2

/** At work on that day; today within the hours just gone by, for nothing can have happened later than now. */
export function momentOn(day: Day, { now }: DemoTime, random: Random): Date {
  const share = random.next()
  if (day >= dayOf(now)) {
    const since = Math.max(startOf(dayOf(now)).getTime(), now.getTime() - JUST_NOW_HOURS * HOUR_MS)
    return new Date(since + Math.floor(share * (now.getTime() - since)))
  }
  const [first, last] = WORKING_HOURS
  const hours = first + share * (last - first)
  return new Date(startOf(day).getTime() + Math.floor(hours * HOUR_MS))
}

/** No school meets on a Sunday: a day earlier, or later for what is still to come. */
export function schoolDay(day: Day, step: 1 | -1): Day {
  return isWeekday(day, SUNDAY) ? addDays(day, step) : day
}
