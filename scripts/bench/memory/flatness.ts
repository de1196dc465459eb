import { median } from '../launch/figures.ts'

// Issue B's bar.
const ALLOWED_SPREAD = 0.1

/** Greatest distance from the median, as a share of it. */
export function spreadOf(values: readonly number[]): number {
  const middle = median(values)
  return Math.max(...values.map((value) => Math.abs(value - middle) / middle))
}

export function isFlat(values: readonly number[]): boolean {
  return spreadOf(values) <= ALLOWED_SPREAD
}
