import type { Day } from '../../src/runtime/index.ts'

/** 0 is Sunday. */
export function isWeekday(day: Day, weekday: number): boolean {
  return new Date(`${day}T00:00:00.000Z`).getUTCDay() === weekday
}
