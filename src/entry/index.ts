/**
 * Every way in becomes a visit; today the LTI launch. Does not belong here: what the visit may then do.
 */
export type { LaunchEntryDeps } from './launch-entry.ts'
export { createLaunchEntry } from './launch-entry.ts'
export type { Pseudonymise } from './learner-key.ts'
export { createPseudonymise } from './learner-key.ts'
export { createLtiPages } from './lti-pages.ts'
