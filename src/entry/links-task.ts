import { NotFoundError } from '../errors/index.ts'
import type { Visit, VisitOrigin, VisitTask } from '../web/index.ts'

export type LinksTask = Extract<VisitTask, { readonly kind: 'deep-linking' }>
export type ReviewTask = Extract<VisitTask, { readonly kind: 'review' }>

export interface LinksVisit {
  readonly task: LinksTask
  readonly origin: VisitOrigin
}

/**
 * The choice that the LMS waits for.
 * @throws NotFoundError('links-not-asked')
 */
export function linksOf({ task, origin }: Visit): LinksVisit {
  if (task?.kind !== 'deep-linking' || !origin) throw new NotFoundError('links-not-asked')
  return { task, origin }
}

/** @throws NotFoundError('review-not-asked') */
export function reviewOf({ task }: Visit): ReviewTask {
  if (task?.kind !== 'review') throw new NotFoundError('review-not-asked')
  return task
}
