import type { PlatformId, Registration, RegistrationId } from '../../src/lti/index.ts'

/** A registration as an administrator would enter it for one Moodle. */
export function aRegistration(overrides: Partial<Registration> = {}): Registration {
  const issuer = overrides.issuer ?? 'http://127.0.0.1:8899'
  return {
    id: 'registration-1' as RegistrationId,
    platformId: 'platform-1' as PlatformId,
    name: 'Moodle thử nghiệm',
    issuer,
    clientId: 'stub-client-1',
    authUrl: `${issuer}/mod/lti/auth.php`,
    tokenUrl: `${issuer}/mod/lti/token.php`,
    jwksUrl: `${issuer}/mod/lti/certs.php`,
    state: 'active',
    deployments: [{ id: '1', state: 'allowed' }],
    trust: [],
    frameOrigins: [],
    countsMembers: false,
    invited: false,
    ...overrides,
  }
}
