import type { Brand, Day, Sweepable } from '../runtime/index.ts'
import type { AreaId } from './area.ts'
import type { SchoolList } from './list/index.ts'
import type { ImportId } from './school.ts'

/** One list that was taken over; what it replaced lies with the schools. */
export interface SchoolImport {
  readonly id: ImportId
  readonly at: Date
  readonly asOf: Day
  readonly areasNew: readonly AreaId[]
  readonly state: 'applied' | 'undone'
}

export type ImportDraftId = Brand<'ImportDraftId'>

/** A list that somebody looks at before it is taken over. */
export interface ImportDraft {
  readonly id: ImportDraftId
  readonly list: SchoolList
  readonly asOf: Day
  readonly expiresAt: Date
}

export interface SchoolImportRepository extends Sweepable {
  add(done: SchoolImport): Promise<void>
  /** The latest, undone or not. */
  findLast(): Promise<SchoolImport | undefined>
  markUndone(id: ImportId): Promise<void>
  addDraft(draft: ImportDraft): Promise<void>
  /** Only one that has not expired at `now`. */
  findDraft(id: ImportDraftId, now: Date): Promise<ImportDraft | undefined>
  /** True for the one caller whose removal it was. */
  removeDraft(id: ImportDraftId): Promise<boolean>
}
