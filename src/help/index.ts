/**
 * Whom a child may turn to: hotlines, places that help in an area, the school's own counsellor. Edited once, shown
 * everywhere. Does not belong here: the quick way out (web/), what a lesson says of help (content/).
 */
export type { Help, HelpDeps } from './help.ts'
export { createHelp } from './help.ts'
export type { HelpBook } from './help-book.ts'
export { createHelpBook } from './help-book.ts'
export type { HelpPages } from './help-pages.ts'
export type {
  Counsellor,
  Facility,
  HelpRecord,
  HelpRecordId,
  HelpRecordRepository,
  Hotline,
} from './help-record.ts'
export { counsellorIdOf } from './help-record.ts'
export { inTime } from './in-time.ts'
