/**
 * Modules, steps, questions, versions; the only reader of content/.
 * Does not belong here: who learns what (learning/), how a page looks (views/).
 */
export {
  type Catalogue,
  type CatalogueOptions,
  createCatalogue,
  type LiveCatalogue,
  type MediaPlace,
} from './catalogue.ts'
export { checkContent, checkModuleFiles, type Content, readContent } from './content.ts'
export { ContentError, formatProblem, type Problem } from './content-error.ts'
export { readVersion, toModuleFiles } from './content-folder.ts'
export {
  type Fingerprint,
  fingerprintOf,
  isSameFingerprint,
  keyOf,
  type Manifest,
  MANIFEST_FILE,
  readManifest,
} from './manifest.ts'
export { contentTypeOf, type MediaFile } from './media.ts'
export { mixedItems } from './mixed-items.ts'
export type {
  Audience,
  Block,
  Module,
  ModuleId,
  Option,
  OrderBlock,
  Page,
  PhoneBlock,
  PhonePart,
  PictureBlock,
  PledgeBlock,
  PollBlock,
  Question,
  QuestionKind,
  ScenarioBlock,
  ScenarioNode,
  SortBlock,
  Source,
  SpotBlock,
  Step,
  StepKind,
  TextBlock,
} from './module.ts'
export { isModuleId, isVersion } from './module-file.ts'
export type { LoadedModule, ModuleFiles } from './module-parser.ts'
export { nlsNameOf } from './nls.ts'
export { countWords, plainText, unescapeHtml } from './plain-text.ts'
export {
  followUpsOf,
  type PlannedStep,
  type TeacherNotes,
  teacherNotesOf,
  type TeacherSection,
} from './teacher-notes.ts'
