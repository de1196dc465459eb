/**
 * The demo LMS: a small honest LTI 1.3 platform, as strict as a real Moodle 4.5.
 * It is an independent witness: it imports nothing of src and shares no code with it.
 * The tool, its modules and the province of the demo do not belong here.
 */
export { course } from './course.ts'
export type { FaultKind, FaultPoint } from './faults.ts'
export type { GradebookRow } from './gradebook.ts'
export type { LinkSettings } from './link-settings.ts'
export type { StorageFrame } from './lms.ts'
export { findPerson } from './people.ts'
export type { DemoLms, DemoLmsOptions } from './start.ts'
export { startDemoLms } from './start.ts'
export type { DemoLmsState, DemoTool, ScorePost } from './state.ts'
