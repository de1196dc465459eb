import type { RequestHandler } from 'express'

import type { HelpBook } from './help-book.ts'
import { inTime } from './in-time.ts'
import type { SchoolOfVisit } from './school-of-visit.ts'

export interface HelpNearDeps {
  readonly book: Pick<HelpBook, 'near'>
  readonly schoolOfVisit: SchoolOfVisit
}

/**
 * Behind the visits and the guard: leaves who helps at the visitor's school for every page. From memory, so a page
 * still costs one trip; nothing says afterwards who looked.
 */
export function helpNear({ book, schoolOfVisit }: HelpNearDeps): RequestHandler {
  return async (_req, res, next) => {
    if (res.locals.visit) res.locals.helpNear = book.near(await inTime(schoolOfVisit(res)))
    next()
  }
}
