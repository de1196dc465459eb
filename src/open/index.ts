/**
 * Modules for parents without an account, their anonymous count, a school's public token and the sheets that carry it.
 * Does not belong here: how a lesson is drawn and graded (learning/), what was held (sessions/).
 */
export { createAdults } from './adults.ts'
export type { OpenPages } from './open-pages.ts'
export type {
  OpenRun,
  OpenRunCount,
  OpenRunDays,
  OpenRunId,
  OpenRunRepository,
  OpenRunsOf,
} from './open-run.ts'
export { paths as openPaths } from './paths.ts'
export type { PublicToken, PublicTokenRepository, PublicTokenText } from './public-token.ts'
