/**
 * LMSs as their administrators see them: who may open the tool from where, whether it works and what to do where it
 * does not. Does not belong here: the protocol and what is kept of it (lti/), scores on their way (passback/).
 */
export { findingLine } from './finding-lines.ts'
export type { Checked, PlatformCheck, PlatformCheckDeps } from './platform-check.ts'
export { createPlatformCheck } from './platform-check.ts'
export type { PlatformPagesDeps } from './platforms.ts'
export { createPlatformPages } from './platforms.ts'
export type { PlatformsPages } from './platforms-pages.ts'
