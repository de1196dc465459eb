import type { Catalogue, Module } from '../catalogue/index.ts'
import { ForbiddenError } from '../errors/index.ts'
import { isSentTo, type Visit } from '../web/index.ts'
import type { AttemptKeeper } from './attempt-keeper.ts'
import type { VisitedLesson } from './lesson-frame.ts'

/**
 * Who learns what, of any address below `/modules/:id`.
 * @throws NotFoundError
 * @throws ForbiddenError('module-not-released') where staff put it before nobody, or before others
 */
export type LessonOf = (visit: Visit, id: string) => Promise<VisitedLesson>

export interface LessonFinderDeps {
  readonly catalogue: Pick<Catalogue, 'get' | 'versionsOf'>
  readonly attempts: Pick<AttemptKeeper, 'find'>
}

/**
 * Whoever began with a version goes on with it; everybody else gets the one that is current. The store is asked only
 * where there is an older version to go on with.
 */
export function createLessonFinder({ catalogue, attempts }: LessonFinderDeps): LessonOf {
  return async (visit, id) => {
    const current = catalogue.get(id)
    if (!mayOpen(visit, current)) throw new ForbiddenError('module-not-released', { id })
    const older = catalogue
      .versionsOf(id)
      .filter(({ version }) => Number(version) < Number(current.version))
    if (older.length === 0) return { visit, module: current }
    for (const module of [current, ...older]) {
      if (await attempts.find(visit, module)) return { visit, module }
    }
    return { visit, module: current }
  }
}

/** Hard subjects are for staff to release (content §4), and modules for staff are for whoever is sent to them. */
function mayOpen(visit: Visit, { id, sensitive, audience }: Module): boolean {
  return visit.role === 'staff' || isSentTo(visit, id) || !(sensitive || audience === 'staff')
}
