import type { ContactsRoutesDeps } from './contacts-routes.ts'
import { editRoutes } from './edit-routes.ts'
import { createHelpBook, type HelpBook, type HelpBookDeps } from './help-book.ts'
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
  /** `/contacts` and `/schools/:code/counsellor`, after the visit and the form protection. */
  readonly router: ReturnType<typeof editRoutes>
}

export function createHelp(deps: HelpDeps): Help {
  const book = createHelpBook(deps)
  return {
    book,
    door: helpRoutes({ ...deps, book, schoolOfVisit: createSchoolOfVisit(deps) }),
    router: editRoutes({ ...deps, book }),
  }
}
