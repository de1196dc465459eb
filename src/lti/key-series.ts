import type { ToolKey } from './tool-key.ts'

const HOUR_MS = 60 * 60 * 1000

/**
 * A key is public for this long before it signs and after it has signed: the day that lti.md §3.6 asks for, and the hour
 * that a platform may keep our key set (its max-age).
 */
export const OVERLAP_MS = 25 * HOUR_MS

/** Which of our keys does what at one moment. */
export interface KeySeries {
  readonly current: ToolKey | undefined
  /** Still proves what it signed a while ago. */
  readonly previous: ToolKey | undefined
  /** Public already, so that every platform has it before it signs. */
  readonly next: ToolKey | undefined
  /** Nothing that it signed is alive. */
  readonly retired: readonly ToolKey[]
}

/** Keys by number, as the store lists them. */
export function seriesOf(keys: readonly ToolKey[], now: Date): KeySeries {
  const signing = keys.filter(({ signsFrom }) => signsFrom !== undefined && signsFrom <= now)
  // The very first signs in any case, whatever the clock of its maker was.
  const current = signing.at(-1) ?? keys[0]
  const older = keys.filter(({ number }) => current !== undefined && number < current.number)
  const isOverlapping = publishedUntil(current) > now
  return {
    current,
    previous: isOverlapping ? older.at(-1) : undefined,
    next: keys.find(({ number }) => number === (current?.number ?? 0) + 1),
    retired: isOverlapping ? older.slice(0, -1) : older,
  }
}

/** The end of the key before the current one. */
function publishedUntil(current: ToolKey | undefined): Date {
  return new Date((current?.signsFrom?.getTime() ?? 0) + OVERLAP_MS)
}

export function publishedKeys({ previous, current, next }: KeySeries): readonly ToolKey[] {
  return [previous, current, next].filter((key) => key !== undefined)
}

/** The first moment at which a key may sign. */
export function earliestTakeOver(next: ToolKey, now: Date): Date {
  return new Date(Math.max(now.getTime(), next.createdAt.getTime() + OVERLAP_MS))
}
