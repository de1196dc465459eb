import { type FollowUp, followUpIdOf, type SessionId } from '../../src/sessions/index.ts'
import { aSchool } from './a-school.ts'

/** Class 4A has followed a session of the yard up. */
export function aFollowUp(overrides: Partial<FollowUp> = {}): FollowUp {
  const { sessionId = 'session-1' as SessionId, label = '4A' } = overrides
  return {
    id: followUpIdOf(sessionId, label),
    sessionId,
    schoolId: aSchool().id,
    label,
    personKey: 'lti:teacher-1',
    doneAt: new Date('2026-11-25T02:00:00.000Z'),
    ...overrides,
  }
}
