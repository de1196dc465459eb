import { type Brand, hashOf } from '../../runtime/index.ts'

export type ResourceId = Brand<'ResourceId'>

/** A page or product outside the tool that the department names for a module: a Vietnamese video, a leaflet, a course. */
export interface Resource {
  /** Of module and address: the same address is named once. */
  readonly id: ResourceId
  readonly moduleId: string
  readonly title: string
  /** https only. */
  readonly url: string
  /** Whether it stands at the end of the lesson too, and not on the teacher's page alone. */
  readonly forLearners: boolean
  readonly savedAt: Date
}

export function resourceIdOf(moduleId: string, url: string): ResourceId {
  return hashOf('resource', moduleId, url) as ResourceId
}

export interface ResourceRepository {
  /** Of every module, by module and title. */
  list(): Promise<readonly Resource[]>
  /** Adds, or replaces that of the same id. */
  save(resource: Resource): Promise<void>
  remove(id: ResourceId): Promise<void>
}
