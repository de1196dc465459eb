import type { Run, RunId, RunOrigin } from '../../src/sessions/index.ts'
import { aSchool } from './a-school.ts'

export function aRunOrigin(overrides: Partial<RunOrigin> = {}): RunOrigin {
  return {
    moduleId: 'B5',
    version: '1',
    startedBy: { kind: 'lti', personKey: 'teacher-1' },
    personKey: 'lti:teacher-1',
    schoolId: aSchool().id,
    ...overrides,
  }
}

/** Just begun, on the morning of aClock(). */
export function aRun(overrides: Partial<Run> = {}): Run {
  const startedAt = new Date('2026-11-23T00:15:00.000Z')
  return {
    ...aRunOrigin(),
    id: 'run-1' as RunId,
    audience: 'th2',
    grades: [4, 5],
    startedAt,
    slideReached: 1,
    slideCount: 19,
    polls: [],
    lastSeenAt: overrides.startedAt ?? startedAt,
    revision: 1,
    ...overrides,
  }
}
