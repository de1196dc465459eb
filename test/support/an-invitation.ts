import type { Invitation, InvitationId } from '../../src/lti/index.ts'

export function anInvitation(overrides: Partial<Invitation> = {}): Invitation {
  return {
    id: 'invitation-1' as InvitationId,
    trust: [],
    createdAt: new Date('2026-11-23T00:00:00.000Z'),
    expiresAt: new Date('2026-11-30T00:00:00.000Z'),
    ...overrides,
  }
}
