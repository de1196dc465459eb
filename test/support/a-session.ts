import { type Day, hashOf } from '../../src/runtime/index.ts'
import { type School, schoolIdOf } from '../../src/schools/index.ts'
import {
  type AttestationStep,
  attested,
  firstEntered,
  type PersonRef,
  type Session,
  type SessionContent,
  sessionIdOf,
  type UnplacedSession,
} from '../../src/sessions/index.ts'
import { aContextKey } from './a-binding.ts'
import { aSchool } from './a-school.ts'

export const TEACHER: PersonRef = {
  kind: 'account',
  id: 'account-2',
  name: 'Lê Thị Hoa',
  role: 'teacher',
}
export const PRINCIPAL: PersonRef = {
  kind: 'account',
  id: 'account-1',
  name: 'Nguyễn Thị Lan',
  role: 'principal',
}
export const LTI_TEACHER = {
  kind: 'lti',
  personKey: 'teacher-1',
} as const satisfies PersonRef

/** On the morning of aClock(). */
const ENTERED_AT = new Date('2026-11-23T00:15:00.000Z')

/** Yesterday before class 4A, by a teacher of the school. */
export function aContent(overrides: Partial<SessionContent> = {}): SessionContent {
  return {
    heldOn: '2026-11-22' as Day,
    minutes: 35,
    form: 'class-hour',
    presenter: 'school',
    modules: [],
    topics: [],
    audience: [{ label: '4A', grade: 4, enrolled: 31, present: 30 }],
    evidence: [],
    ...overrides,
  }
}

export const aKey = (of = 'form') => hashOf('test-key', of)

/** Recorded by TEACHER, waiting to be confirmed. */
export function aSession(overrides: Partial<Session> = {}): Session {
  const { schoolId = aSchool().id } = overrides
  return {
    ...aContent(),
    ...firstEntered({ who: TEACHER, at: ENTERED_AT }),
    id: sessionIdOf(schoolId, aKey()),
    schoolId,
    ...overrides,
  }
}

export function aPlan(overrides: Partial<Session> = {}): Session {
  const audience = [{ label: '4A', grade: 4, enrolled: 31, present: 0 }]
  return aSession({
    ...firstEntered({ who: TEACHER, at: ENTERED_AT }, 'planned'),
    heldOn: '2026-12-07' as Day,
    minutes: 0,
    audience,
    ...overrides,
  })
}

/** Step after step, a minute apart, as long as each is possible. */
export function after(
  session: Session,
  ...steps: readonly (readonly [AttestationStep, PersonRef])[]
): Session {
  return steps.reduce((record, [step, who]) => {
    const at = new Date(record.entries.at(-1)!.at.getTime() + 60_000)
    const reason = step === 'returned' ? { reason: 'Thiếu lớp 4B' } : {}
    return attested(record, step, { who, at, ...reason })!
  }, session)
}

/** Of course 2, whose school nobody knows yet. */
export function anUnplacedSession(overrides: Partial<UnplacedSession> = {}): UnplacedSession {
  const { contextKey = aContextKey('2'), key = aKey() } = overrides
  return {
    ...aContent(),
    ...firstEntered({ who: LTI_TEACHER, at: ENTERED_AT }),
    id: sessionIdOf(contextKey, key),
    contextKey,
    key,
    ...overrides,
  }
}

/** 1,014 pupils of lớp 1–9 in 27 classes of two stages. */
export function aBigSchool(overrides: Partial<School> = {}): School {
  const code = '72000587'
  const classes = [1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((grade) =>
    ['A', 'B', 'C'].map((letter, index) => ({
      label: `${grade}${letter}`,
      grade,
      enrolled: 36 + ((grade + index) % 4),
    })),
  )
  const gradeSizes = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((grade) => ({
    grade,
    enrolled: classes
      .filter((one) => one.grade === grade)
      .reduce((sum, { enrolled }) => sum + enrolled, 0),
  }))
  return aSchool({
    id: schoolIdOf(code),
    code,
    name: 'Trường TH&THCS Lê Quý Đôn',
    kind: 'TH&THCS',
    gradeSizes,
    classes,
    ...overrides,
  })
}
