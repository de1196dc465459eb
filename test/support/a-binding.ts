import type { Binding } from '../../src/bindings/index.ts'
import type { RegistrationId } from '../../src/lti/index.ts'
import type { VisitOrigin } from '../../src/web/index.ts'
import { type ContextKey, contextKeyOf } from '../../src/web/index.ts'

/** A launch from course 2 of the platform of aRegistration(). */
export function anOrigin(overrides: Partial<VisitOrigin> = {}): VisitOrigin {
  return {
    platformId: 'platform-1',
    registrationId: 'registration-1',
    deploymentId: '1',
    contextId: '2',
    ...overrides,
  }
}

/** Course 2, of which nobody has said yet which school it is of. */
export function aBinding(overrides: Partial<Binding> = {}): Binding {
  return {
    contextKey: contextKeyOf(anOrigin()),
    registrationId: 'registration-1' as RegistrationId,
    deploymentId: '1',
    contextId: '2',
    claims: { custom: [], course: [] },
    state: 'unassigned',
    firstSeenAt: new Date('2026-11-23T00:15:00.000Z'),
    decisions: [],
    owed: [],
    revision: 1,
    ...overrides,
  }
}

export function aContextKey(contextId: string): ContextKey {
  return contextKeyOf(anOrigin({ contextId }))
}
