/**
 * Which schools met what they owe: one row per school and period, always recomputed from that school's facts, the three
 * figures over any set of rows, and the pages that show them. Does not belong here: what is owed (requirements/), what
 * was held (sessions/).
 */
export type { AreaReader } from './area-reader.ts'
export { areaReader } from './area-reader.ts'
export type { RowFacts, Stamp } from './compute-row.ts'
export { computeRow, nextRow } from './compute-row.ts'
export type { NotCounted } from './counted-session.ts'
export { whyNotCounted } from './counted-session.ts'
export type { NotCountedWords, NotCountedWordsDeps } from './counted-words.ts'
export { createNotCountedWords } from './counted-words.ts'
export type { Coverage, CoverageDeps } from './coverage.ts'
export { createCoverage } from './coverage.ts'
export type { CoverageAccess, CoverageAccessDeps } from './coverage-access.ts'
export { createCoverageAccess } from './coverage-access.ts'
export type { CoveragePages } from './coverage-pages.ts'
export type { CommuneFigures, CoverageReader, PartFigures } from './coverage-reader.ts'
export type {
  Cell,
  CompletionCounter,
  CoverageRepository,
  RowKey,
  RowPage,
  RowSearch,
  RowSeed,
  RowState,
  RowStore,
  RowVersion,
  TrainedLister,
} from './coverage-repository.ts'
export type {
  CellId,
  ComputedRow,
  CoverageRow,
  ModuleCount,
  StageCoverage,
  StatusChange,
} from './coverage-row.ts'
export { cellOf, sortKeyOf } from './coverage-row.ts'
export type { CoverageWorker } from './coverage-worker.ts'
export type { FactNotesDeps } from './fact-notes.ts'
export { createFactNotes } from './fact-notes.ts'
export type { Figures, StageFigures } from './figures.ts'
export { figuresOf, ratioOf, sumFigures } from './figures.ts'
export type { CountedModule } from './module-count.ts'
export type { Projector } from './projector.ts'
export type { ReadModel, ReadModelDeps } from './read-model.ts'
export { createReadModel } from './read-model.ts'
export type { RowCheck, RowCheckDeps, RowProblem } from './row-check.ts'
export { createRowCheck } from './row-check.ts'
export { shownPeriod } from './shown-period.ts'
export type { TrainedPerson } from './trained-people.ts'
export { countPeople } from './trained-people.ts'
export { trainingYearOf } from './training-year.ts'
