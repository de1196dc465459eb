import type { School } from '../../schools/index.ts'
import { gradeLabel, isWithin, scopeOf } from '../audience-scope.ts'
import type { SessionContent } from '../session.ts'
import type { AnySession } from '../session-service.ts'

/** Of a yard's audience, what a homeroom teacher has: classes, or grades where the school lists no classes. */
export interface FollowedClass {
  readonly label: string
  readonly grade: number
}

/** Whether it was held for so many at once that each class has something left to do. */
export function offersFollowUps({ state, modules }: AnySession): boolean {
  return (state === 'held' || state === 'confirmed') && modules.length > 0
}

/**
 * The classes of the audience of a session that several classes attended together: of lines for the school, a stage
 * or a grade, and of a flag ceremony also the classes that were named. None for a session of single classes.
 */
export function followedClasses(
  { audience, form }: Pick<SessionContent, 'audience' | 'form'>,
  school: Pick<School, 'classes' | 'gradeSizes'>,
): readonly FollowedClass[] {
  const wide = audience.filter((line) => isWide(scopeOf(line).kind))
  const named = form === 'flag-ceremony' ? new Set(audience.map(({ label }) => label)) : new Set()
  return unitsOf(school).filter(
    (unit) => named.has(unit.label) || wide.some((line) => covers(line, unit)),
  )
}

function isWide(kind: ReturnType<typeof scopeOf>['kind']): boolean {
  return kind === 'school' || kind === 'stage' || kind === 'grade'
}

function covers(line: FollowedClass, unit: FollowedClass): boolean {
  return line.label === unit.label || isWithin(line, unit)
}

function unitsOf({ classes, gradeSizes }: Pick<School, 'classes' | 'gradeSizes'>) {
  if (classes.length > 0) return classes.map(({ label, grade }) => ({ label, grade }))
  return gradeSizes.map(({ grade }) => ({ label: gradeLabel(grade), grade }))
}
