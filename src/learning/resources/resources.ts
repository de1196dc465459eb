import { type Clock, createKept } from '../../runtime/index.ts'
import {
  type Resource,
  type ResourceId,
  resourceIdOf,
  type ResourceRepository,
} from './resource.ts'
import { addressOf, type ResourceDraft } from './resource-form.ts'

export interface Resources {
  /** As they were a minute ago at most. */
  ofModule(moduleId: string): Promise<readonly Resource[]>
  /** Of a draft without problems. */
  save(moduleId: string, draft: ResourceDraft): Promise<void>
  remove(id: ResourceId): Promise<void>
}

export interface ResourcesDeps {
  readonly resources: ResourceRepository
  readonly clock: Clock
}

const LIFE_MS = 60_000

export function createResources({ resources, clock }: ResourcesDeps): Resources {
  const kept = createKept({ clock, lifeMs: LIFE_MS, load: () => resources.list() })
  return {
    async ofModule(moduleId) {
      return (await kept.get()).filter((resource) => resource.moduleId === moduleId)
    },
    async save(moduleId, { title, url: given, forLearners }) {
      const url = addressOf(given)
      if (url === undefined) throw new Error('a draft with problems was saved')
      const id = resourceIdOf(moduleId, url)
      await resources.save({ id, moduleId, title, url, forLearners, savedAt: clock.now() })
      kept.forget()
    },
    async remove(id) {
      await resources.remove(id)
      kept.forget()
    },
  }
}
