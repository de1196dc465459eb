import type { LearnerKey, Visit, VisitId } from '../../src/web/index.ts'

export function aVisit(overrides: Partial<Visit> = {}): Visit {
  return {
    id: 'visit-1' as VisitId,
    role: 'learner',
    counted: true,
    learnerKey: 'learner-1' as LearnerKey,
    origin: { platformId: 'platform-1', registrationId: 'registration-1', deploymentId: '1' },
    expiresAt: new Date('2026-11-23T08:15:00.000Z'),
    ...overrides,
  }
}

export const aScoreTarget = {
  registrationId: 'registration-1',
  lineItemUrl: 'http://127.0.0.1:8899/lineitems/2/lineitem?type_id=1',
  sealedSub: 'v1.sealed',
}
