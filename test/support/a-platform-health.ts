import type { PlatformHealth, RegistrationId } from '../../src/lti/index.ts'

export function aPlatformHealth(overrides: Partial<PlatformHealth> = {}): PlatformHealth {
  return {
    registrationId: 'registration-1' as RegistrationId,
    processId: 'process-1',
    since: new Date('2026-11-23T00:00:00.000Z'),
    updatedAt: new Date('2026-11-23T00:05:00.000Z'),
    launches: 0,
    refusals: {},
    personalClaims: [],
    ...overrides,
  }
}
