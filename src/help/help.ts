import type { ContactsRoutesDeps } from './contacts-routes.ts'
import { editRoutes } from './edit-routes.ts'
import { createHelpBook, type HelpBook, type HelpBookDeps } from './help-book.ts'
import { helpNear } from './help-near-routes.ts'
import { helpRoutes, type HelpRoutesDeps } from './help-routes.ts'
import { createSchoolOfVisit, type SchoolOfVisitDeps } from './school-of-visit.ts'

export type HelpDeps = HelpBookDeps &
  Omit<ContactsRoutesDeps, 'book'> &
  Omit<HelpRoutesDeps, 'book' | 'schoolOfVisit'> &
  SchoolOfVisitDeps

export interface Help {
  readonly book: HelpBook
  /** `/help`: ahead of the visits, since help must never be refused. */
  readonly door: ReturnType<typeof helpRoutes>
  /** Behind the visits: who helps at the visitor's school, for all pages. */
  readonly nearby: ReturnType<typeof helpNear>
  /** `/contacts` and `/schools/:code/counsellor`, after the visit and the form protection. */
  readonly router: ReturnType<typeof editRoutes>
}

export function createHelp(deps: HelpDeps): Help {
  const book = createHelpBook(deps)
  const schoolOfVisit = createSchoolOfVisit(deps)
  return {
    book,
    door: helpRoutes({ ...deps, book, schoolOfVisit }),
    nearby: helpNear({ book, schoolOfVisit }),
    router: editRoutes({ ...deps, book }),
  }
}
