/**
 * Lists of schools as files: reading what people send (in a thread of its own), saying what it would change, writing.
 * Does not belong here: storing it (school-imports.ts), pages.
 */
export { guardText } from './cell-text.ts'
export type { ImportPlan, SchoolChange } from './import-plan.ts'
export { planImport } from './import-plan.ts'
export type { ImportResult, RefusedRow } from './import-result.ts'
export { toImportResult } from './import-result.ts'
export type { ListReader } from './list-reader.ts'
export { createListReader } from './list-reader.ts'
export type { SchoolList } from './school-list.ts'
export type { Table, TableFormat } from './table-file.ts'
export { writeTable } from './table-file.ts'
export { managerName, toSchoolTable } from './write-list.ts'
