import type { ModuleId } from '../../src/catalogue/index.ts'
import { type Completion, completionIdOf } from '../../src/learning/index.ts'
import { contextKeyOf, type LearnerKey } from '../../src/web/index.ts'

const origin = { platformId: 'platform-1', registrationId: 'registration-1', deploymentId: '1' }

/** A completion that owes no score. */
export function aCompletion(overrides: Partial<Completion> = {}): Completion {
  const learnerKey = overrides.learnerKey ?? ('learner-1' as LearnerKey)
  const moduleId = overrides.moduleId ?? ('B5' as ModuleId)
  const schoolYear = overrides.schoolYear ?? '2026-2027'
  return {
    id: completionIdOf(learnerKey, moduleId, schoolYear),
    learnerKey,
    moduleId,
    moduleVersion: '1',
    schoolYear,
    completedAt: new Date('2026-11-23T02:00:00.250Z'),
    scoreBand: 'high',
    origin,
    contextKey: contextKeyOf(origin),
    ...overrides,
  }
}

/** The score that goes with it. */
export function aScoreIntent(completion: Completion = aCompletion()) {
  return {
    registrationId: 'registration-1',
    lineItemUrl: 'http://127.0.0.1:8899/lineitems/2/lineitem?type_id=1',
    sealedSub: 'v1.sealed',
    learnerKey: completion.learnerKey,
    completedAt: completion.completedAt,
  }
}

/** A column that a launch did not name. */
export const aLineItemSearch = {
  itemsUrl: 'http://127.0.0.1:8899/lineitems?type_id=1',
  resourceId: 'B5',
  label: 'Quà lạ, đường liên kết lạ',
  linkId: '1',
}
