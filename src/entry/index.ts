/**
 * Every way in becomes a visit; today the LTI launch, with what an LMS asks for besides a lesson: a choice of links, a
 * look at one learner's state. Does not belong here: lessons (learning/), the messages themselves (lti/).
 */
export { aboutUs } from './about-us.ts'
export type { AskedRoutesDeps } from './asked-routes.ts'
export { createAskedRoutes } from './asked-routes.ts'
export type { EntryPages } from './entry-pages.ts'
export type { Pseudonymise } from './learner-key.ts'
export { createPseudonymise } from './learner-key.ts'
export type { PlatformsDeps } from './platforms.ts'
export { createPlatforms } from './platforms.ts'
