/**
 * Areas (a dated tree), schools (any unit that may owe sessions), their stages and sizes, and lists of them as files.
 * Does not belong here: what a school owes (requirements/) and did (sessions/), who may see it (staff/).
 */
export type { Area, AreaId, AreaKind, AreaRepository } from './area.ts'
export { areaIdOf, existsOn } from './area.ts'
export type {
  ImportPlan,
  ImportResult,
  ListReader,
  SchoolList,
  Table,
  TableFormat,
} from './list/index.ts'
export {
  createListReader,
  guardText,
  planImport,
  toImportResult,
  toSchoolTable,
  writeTable,
} from './list/index.ts'
export type {
  GradeSize,
  ImportedSchool,
  ImportId,
  Ownership,
  School,
  SchoolChanges,
  SchoolClass,
  SchoolContact,
  SchoolId,
  SchoolIdentifier,
  SchoolRepository,
  SchoolStatus,
} from './school.ts'
export { enrolledInStage, enrolledOf, isObligated, schoolIdOf } from './school.ts'
export type { SchoolDirectory, SchoolDirectoryDeps } from './school-directory.ts'
export { createSchoolDirectory } from './school-directory.ts'
export type {
  ImportDraft,
  ImportDraftId,
  SchoolImport,
  SchoolImportRepository,
} from './school-import.ts'
export type { SchoolImports } from './school-imports.ts'
export { createSchoolImports } from './school-imports.ts'
export type { FoundSchool, SchoolSearch } from './school-search.ts'
export { createSchoolSearch } from './school-search.ts'
export type { Schools, SchoolsDeps } from './schools.ts'
export { createSchools } from './schools.ts'
export type { SchoolsPages } from './schools-pages.ts'
export type { SchoolKind, Stage } from './stage.ts'
export {
  gradeOfClass,
  GRADES,
  gradesOfStage,
  SCHOOL_KINDS,
  stageOfGrade,
  STAGES,
  stagesOfKind,
} from './stage.ts'
export { foldText, nameKey, searchKey } from './text-keys.ts'
