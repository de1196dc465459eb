import { timingSafeEqual } from 'node:crypto'

/** Equal or not, without telling by its time how much of it was right. */
export function isSameSecret(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)]
  return left.length === right.length && timingSafeEqual(left, right)
}
