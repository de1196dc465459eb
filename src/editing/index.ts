/**
 * What an editor does with modules: check a folder, look at an uploaded one in the tool, publish it for good.
 * Does not belong here: what a module is and which rules hold (catalogue/), how a lesson looks (learning/).
 */
export type { Checked } from './check-folder.ts'
export { checkFolder } from './check-folder.ts'
export type { Editing, EditingDeps } from './editing.ts'
export { createEditing } from './editing.ts'
export type { Preview, PreviewHead, PreviewId, PreviewRepository } from './preview.ts'
export { previewIdOf } from './preview.ts'
export type { Published } from './publish.ts'
export { publishFolder, publishVersions } from './publish.ts'
