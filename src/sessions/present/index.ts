/**
 * A module on a projector: its slides, votes by raised hands, the run log and the way from it to a recorded session.
 * Does not belong here: the form that records (../form-*.ts), what a session is and who confirms it.
 */
export type { Ballot } from './ballot.ts'
export type { Present, PresentDeps } from './present.ts'
export { createPresent } from './present.ts'
export type { PresentPages } from './present-pages.ts'
export { type PreviewedRun, previewRunPage } from './preview-run.ts'
export { unitsOf } from './prose.ts'
export { readersOf } from './readers.ts'
export type { Poll, Run, RunId, RunOrigin, RunReport, RunRepository, RunSearch } from './run.ts'
export { runIdOf } from './run.ts'
export type { RunCode, RunCodeId, RunCodeRepository } from './run-code.ts'
export { newRunCode, runCodeIdOf } from './run-code.ts'
export type { Screen } from './screens.ts'
export { screensOf } from './screens.ts'
export type { Slide } from './slide.ts'
export { slidesOf } from './slides.ts'
