/**
 * Which school an LMS course is of: proposed, vouched for, assigned by an officer, or not yet known; provenance kept.
 * Does not belong here: what was taught there (learning/, sessions/), counting it (coverage/).
 */
export type {
  Binding,
  BindingRepository,
  BindingSearch,
  BindingSource,
  Decision,
  SchoolClaims,
} from './binding.ts'
export type { BindingRoutesDeps } from './binding-routes.ts'
export { bindingRoutes } from './binding-routes.ts'
export type { Assignment, Bindings, BindingsDeps } from './bindings.ts'
export { createBindings } from './bindings.ts'
export type { BindingsPages } from './bindings-pages.ts'
export type { CourseSchools } from './course-schools.ts'
export type { MemberCount, MemberCountRepository } from './member-count.ts'
export type { CourseToCount, MemberCounter, MemberCounterDeps } from './member-counter.ts'
export { createMemberCounter } from './member-counter.ts'
export type { Resolution, SchoolQuestion } from './resolve-school.ts'
export { resolveSchool } from './resolve-school.ts'
