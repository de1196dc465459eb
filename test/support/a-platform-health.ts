import type { PlatformHealth, RegistrationId, SeenLaunch } from '../../src/lti/index.ts'

export function aPlatformHealth(overrides: Partial<PlatformHealth> = {}): PlatformHealth {
  return {
    registrationId: 'registration-1' as RegistrationId,
    processId: 'process-1',
    since: new Date('2026-11-23T00:00:00.000Z'),
    updatedAt: new Date('2026-11-23T00:05:00.000Z'),
    launchesOn: {},
    refusals: {},
    ...overrides,
  }
}

/** Nothing about it is amiss. */
export function aSeenLaunch(overrides: Partial<SeenLaunch> = {}): SeenLaunch {
  return {
    at: new Date('2026-11-23T00:04:00.000Z'),
    driftMs: -200,
    personalClaims: [],
    hasContext: true,
    schoolCodes: ['custom'],
    canScore: true,
    ...overrides,
  }
}
