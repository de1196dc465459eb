import type { LineItem } from './state.ts'

export interface Score {
  readonly userId: string
  readonly given: number | undefined
  readonly maximum: number
  readonly comment: string
  readonly fullyGraded: boolean
  readonly seconds: number
}

/** Whether the gradebook already holds something at least as new, counted in whole seconds. */
export function isOutdated(item: LineItem, score: Score): boolean {
  const stored = item.grades.get(score.userId)
  return stored !== undefined && stored.seconds >= score.seconds
}

/** A score that is not final, or that names no points, wipes the grade that was there. */
export function keepScore(item: LineItem, score: Score, nowSeconds: number): void {
  const { given, comment } = score
  const wiped = given === undefined || !score.fullyGraded
  const points = wiped ? null : toPoints(given, score.maximum, item.maximum)
  // Measured: on a tool's own item Moodle stamps a wiped grade with its clock, not the score's time.
  const seconds = wiped && item.madeByTool ? nowSeconds : score.seconds
  item.grades.set(score.userId, { score: points, comment, seconds })
}

export function rescaleGrades(item: LineItem, maximum: number, nowSeconds: number): void {
  for (const [userId, grade] of item.grades) {
    if (grade.score === null) continue
    const score = toPoints(grade.score, item.maximum, maximum)
    item.grades.set(userId, { ...grade, score, seconds: nowSeconds })
  }
}

function toPoints(given: number, outOf: number, maximum: number): number {
  const share = Math.min(Math.max(given / outOf, 0), 1)
  return Math.round(share * maximum * 1e5) / 1e5
}
