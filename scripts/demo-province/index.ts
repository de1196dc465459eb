/**
 * A province to try the product with: seeded, so the same each time. Does not belong here: the demo LMS, and whatever
 * people then do with the schools.
 */
export type { DemoPlan } from './demo-calendar.ts'
export { demoPlan } from './demo-calendar.ts'
export type { DemoClock } from './demo-clock.ts'
export { createDemoClock } from './demo-clock.ts'
export type {
  DemoProvince,
  DemoProvinceOptions,
  OnProgress,
  SeededStorage,
} from './demo-province.ts'
export { createDemoProvince, seedSchools } from './demo-province.ts'
export { DEMO_SCHOOL_CODE } from './demo-schools.ts'
export { demoSessions } from './demo-sessions.ts'
export type { DemoPerson } from './demo-staff.ts'
export { DEMO_STAFF } from './demo-staff.ts'
export { createProgressBar } from './progress-bar.ts'
export type { Random } from './random.ts'
export { createRandom } from './random.ts'
export type { SeedOptions } from './seed-demo.ts'
export { seedDemo } from './seed-demo.ts'
export type { DemoLmsFacts, SeedProgress } from './seeding.ts'
export { DEMO_SEED } from './seeding.ts'
export type { SessionHistory } from './session-history.ts'
export { current } from './session-history.ts'
