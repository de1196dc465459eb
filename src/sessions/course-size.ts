import { type ContextKey, contextKeyOf } from '../web/index.ts'
import { isByHand } from './form-lines.ts'
import type { FormLine } from './known-lines.ts'
import type { Run } from './present/run.ts'
import type { Answer } from './session-access.ts'

export interface CourseSizeDeps {
  /** How many learners an LMS counts in a course; undefined where nobody asked it. */
  readonly sizeOfCourse: (contextKey: ContextKey) => Promise<number | undefined>
}

/** The LMS course that somebody comes from; none after a sign-in, or where the launch named no course. */
export function courseOf({ locals }: Answer): ContextKey | undefined {
  const origin = locals.visit?.origin
  return origin?.contextId === undefined ? undefined : contextKeyOf(origin)
}

/** Of the course that a run was of, else of the one that somebody comes from. */
export async function sizeAt(
  { sizeOfCourse }: CourseSizeDeps,
  run: Run | undefined,
  res?: Answer,
): Promise<{ readonly courseSize?: number }> {
  const course = run ? (run.contextKey as ContextKey | undefined) : res && courseOf(res)
  const courseSize = course && (await sizeOfCourse(course))
  return courseSize === undefined ? {} : { courseSize }
}

/** Stands in the first row by hand as long as nobody has said who was there: which class it is, only they know. */
export function withCourseSize(
  lines: readonly FormLine[],
  courseSize: number | undefined,
): readonly FormLine[] {
  const row = lines.find(isByHand)
  const isOpen = courseSize !== undefined && !lines.some(({ isTicked }) => isTicked)
  if (!row || !isOpen) return lines
  return lines.map((line) => (line === row ? { ...line, enrolled: String(courseSize) } : line))
}
