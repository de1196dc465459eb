import type { Brand } from './brand.ts'

/** `YYYY-MM-DD`: a calendar day of Asia/Ho_Chi_Minh. Compares as text. */
export type Day = Brand<'Day'>

// The zone has had no summer time since 1975.
const OFFSET_MS = 7 * 60 * 60 * 1000

export function dayOf(moment: Date): Day {
  return new Date(moment.getTime() + OFFSET_MS).toISOString().slice(0, 10) as Day
}

/** The first instant of the day. */
export function startOf(day: Day): Date {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) - OFFSET_MS)
}

/** `2026-11-23` or, as people write it, `23/11/2026`; undefined for anything that is no day of the calendar. */
export function parseDay(text: string): Day | undefined {
  const iso = toIso(text.trim())
  const date = new Date(`${iso}T00:00:00.000Z`)
  // Date rolls 31/02 over to March; what comes back must be what went in.
  const isDay = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso)
  return isDay && /^\d{4}-\d{2}-\d{2}$/.test(iso) ? (iso as Day) : undefined
}

function toIso(text: string): string {
  const [, day = '', month = '', year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? []
  return year === undefined ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

export function addDays(day: Day, count: number): Day {
  return dayOf(new Date(startOf(day).getTime() + count * 24 * 60 * 60 * 1000))
}
