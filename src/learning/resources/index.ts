/**
 * What the department names for a module outside the tool: records, their page, and links that leave us.
 * Its routes are mounted by learning-routes.ts. Does not belong here: sources of a fact (catalogue/), lines to call for help (help/).
 */
export type { Resource, ResourceId, ResourceRepository } from './resource.ts'
export { resourceIdOf } from './resource.ts'
export { addressOf } from './resource-form.ts'
export type { Resources, ResourcesDeps } from './resources.ts'
export { createResources } from './resources.ts'
export type { ResourceLink, ResourcePages } from './resources-page.ts'
export { linkOf } from './resources-page.ts'
