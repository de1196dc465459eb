import { addDays, startOf } from '../../src/runtime/index.ts'
import { enrolledOf, type School } from '../../src/schools/index.ts'
import {
  type PersonRef,
  runIdOf,
  type SessionContent,
  sessionIdOf,
} from '../../src/sessions/index.ts'
import { adultOf } from './demo-adults.ts'
import { type DemoTime, schoolDay } from './demo-days.ts'
import { entered, type SessionHistory, type Told, toldFrom } from './session-history.ts'

export interface DemoSchoolPeople {
  /** Who teaches class 4A in the LMS. */
  readonly teacher: PersonRef
  readonly principal: PersonRef
}

/** The class that the demo LMS has a course for. */
export const DEMO_CLASS = '4A'

/**
 * The demo school: two buổi wait for the principal, one came back to its teacher; nothing of this term counts yet, so
 * that the first confirmation moves the department's figure.
 */
export function demoSchoolSessions(
  school: School,
  { teacher, principal }: DemoSchoolPeople,
  time: DemoTime,
): readonly SessionHistory[] {
  const coordinator = adultOf(school, 'coordinator')
  const told = createTeller(school, time)
  const reason = `Lớp ${DEMO_CLASS} có ${sizeOf(school)} em mà ghi nhiều hơn. Nhờ cô sửa lại số có mặt.`
  return [
    told({ key: 'before', ago: 112, who: coordinator, content: inTheYard(school) }, [
      { step: 'confirmed', who: principal, after: 2 },
    ]),
    told({ key: 'returned', ago: 9, who: teacher, content: inClass(school, 3) }, [
      { step: 'returned', who: principal, after: 2, reason },
    ]),
    told({ key: 'yard', ago: 4, who: coordinator, content: inTheYard(school) }, []),
    told({ key: 'lesson', ago: 1, who: teacher, content: withLog(inClass(school, -1)) }, []),
  ]
}

type Content = Omit<SessionContent, 'heldOn'>

function inClass(school: School, more: number): Content {
  const enrolled = sizeOf(school)
  return {
    minutes: 35,
    form: 'class-hour',
    presenter: 'school',
    modules: [{ id: 'B5', version: '1' }],
    topics: [],
    audience: [{ label: DEMO_CLASS, grade: 4, enrolled, present: enrolled + more }],
    evidence: [],
  }
}

function sizeOf({ classes }: School): number {
  return classes.find(({ label }) => label === DEMO_CLASS)?.enrolled ?? 0
}

function withLog(content: Content): Content {
  return { ...content, evidence: [{ kind: 'run-log', runId: runIdOf('demo lesson') }] }
}

function inTheYard(school: School): Content {
  const enrolled = enrolledOf(school)
  return {
    minutes: 45,
    form: 'flag-ceremony',
    presenter: 'police',
    modules: [],
    topics: ['Lừa đảo trên mạng'],
    audience: [{ label: 'Toàn trường', grade: 0, enrolled, present: enrolled - 11 }],
    otherStages: school.stages,
    adultCount: 24,
    evidence: [{ kind: 'paper', note: 'Biên bản số 7/BB, lưu tại văn phòng' }],
  }
}

interface Spec {
  readonly key: string
  /** Days ago. */
  readonly ago: number
  readonly who: PersonRef
  readonly content: Content
}

interface Step extends Omit<Told, 'at'> {
  /** Days. */
  readonly after: number
}

const HOUR_MS = 60 * 60 * 1000

function createTeller(school: School, { plan }: DemoTime) {
  return ({ key, ago, who, content }: Spec, steps: readonly Step[]): SessionHistory => {
    const heldOn = schoolDay(addDays(plan.today, -ago), -1)
    const at = (days: number, hour: number) =>
      new Date(startOf(addDays(heldOn, days)).getTime() + hour * HOUR_MS)
    const first = {
      ...content,
      heldOn,
      id: sessionIdOf(school.id, `demo own ${key}`),
      schoolId: school.id,
      ...entered({ who, at: at(0, 10) }, false),
    }
    return toldFrom(
      first,
      steps.map(({ after, ...step }) => ({ ...step, at: at(after, 16) })),
    )
  }
}
