/** What a run of tests says of itself in its last line: `N passed, N failed` and, where any, `, N skipped`. */
export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

export const NOTHING: Counts = { passed: 0, failed: 0, skipped: 0 }

const LINE = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/gm

/** Of several such lines the last one counts: it is the sum. */
export function countsIn(printed: string): Counts {
  const [, passed = 0, failed = 0, skipped = 0] = [...printed.matchAll(LINE)].at(-1) ?? []
  return { passed: Number(passed), failed: Number(failed), skipped: Number(skipped) }
}

export function addCounts(one: Counts, other: Counts): Counts {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  }
}

export function printCounts({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
