import { addDays, type Day } from '../../src/runtime/index.ts'
import type { School, Stage } from '../../src/schools/index.ts'
import { type Session, sessionIdOf } from '../../src/sessions/index.ts'
import { adultOf } from './demo-adults.ts'
import { demoContent } from './demo-content.ts'
import { type DemoTime, momentOn, schoolDay } from './demo-days.ts'
import { DEMO_SCHOOL_CODE } from './demo-schools.ts'
import { drawn, type Random } from './random.ts'
import { entered, type SessionHistory, type Told, toldFrom } from './session-history.ts'

type Fate = 'confirmed' | 'held' | 'returned' | 'planned' | 'none'

interface Season {
  readonly key: string
  /** Shares of a hundred. */
  readonly fates: readonly (readonly [Fate, number])[]
  /** How many days ago a session was held, by what became of it. */
  readonly ago: Readonly<Partial<Record<Fate, readonly [number, number]>>>
}

/** Near the middle: most have met what they owe, some are on the way, some have done nothing. */
const TERM: Season = {
  key: 'this',
  fates: [
    ['confirmed', 65],
    ['held', 11],
    ['returned', 4],
    ['planned', 10],
    ['none', 10],
  ],
  ago: { confirmed: [1, 70], held: [1, 20], returned: [4, 30], planned: [-20, -1] },
}

/** Due already: what is missing is late. */
const PREVIOUS: Season = {
  key: 'before',
  fates: [
    ['confirmed', 85],
    ['held', 4],
    ['none', 11],
  ],
  ago: { confirmed: [82, 140], held: [82, 100] },
}

/** What the schools of the demo have done by now; the demo school tells its own (demo-school-sessions.ts). */
export function demoSessions(
  schools: readonly School[],
  time: DemoTime,
  random: Random,
): readonly SessionHistory[] {
  return schools
    .filter(({ code }) => code !== DEMO_SCHOOL_CODE)
    .flatMap((school) => school.stages.flatMap((stage) => ofStage({ school, stage }, time, random)))
}

interface Place {
  readonly school: School
  readonly stage: Stage
}

const SECOND_SHARE = 0.2

function ofStage(place: Place, time: DemoTime, random: Random): readonly SessionHistory[] {
  return [TERM, PREVIOUS].flatMap((season) => {
    const fate = drawn(season.fates, random)
    if (fate === 'none') return []
    const first = historyOf({ ...place, season, fate, serial: 1 }, time, random)
    const isKeen = fate === 'confirmed' && random.next() < SECOND_SHARE
    return isKeen
      ? [first, historyOf({ ...place, season, fate, serial: 2 }, time, random)]
      : [first]
  })
}

interface Spec extends Place {
  readonly season: Season
  readonly fate: Exclude<Fate, 'none'>
  readonly serial: number
}

function historyOf(spec: Spec, time: DemoTime, random: Random): SessionHistory {
  const { school, stage, season, fate, serial } = spec
  const { today } = time.plan
  const [least = 1, most = 1] = season.ago[fate] ?? []
  const isPlan = fate === 'planned'
  const heldOn = schoolDay(addDays(today, -random.between(least, most)), isPlan ? 1 : -1)
  const oddity = fate === 'confirmed' ? oddityOf(random) : undefined
  const content = demoContent({ school, stage, heldOn, isPlan }, random)
  const enteredOn = isPlan
    ? addDays(today, -random.between(1, 10))
    : dayEntered(heldOn, oddity, time)
  const who = adultOf(school, 'coordinator')
  const first: Session = {
    ...(oddity === 'crowded' ? crowded(content) : content),
    id: sessionIdOf(school.id, `demo ${season.key} ${stage} ${serial}`),
    schoolId: school.id,
    ...entered({ who, at: momentOn(enteredOn, time, random) }, isPlan),
  }
  return toldFrom(first, stepsOf({ spec, enteredOn, oddity }, time, random))
}

/** What a reviewer should look at twice. */
type Oddity = 'late' | 'crowded' | 'one-person' | 'corrected'

const ODDITIES: readonly (readonly [Oddity | undefined, number])[] = [
  ['late', 4],
  ['crowded', 3],
  ['one-person', 3],
  ['corrected', 3],
  [undefined, 87],
]
const LATE_DAYS = 18
const CORRECTION_DAYS = 3

function oddityOf(random: Random): Oddity | undefined {
  return drawn(ODDITIES, random)
}

/** Those who enter at night do so the same night; some remember weeks later. */
function dayEntered(heldOn: Day, oddity: Oddity | undefined, { plan }: DemoTime): Day {
  const late = addDays(heldOn, LATE_DAYS)
  return oddity === 'late' && late < plan.today ? late : heldOn
}

function crowded<Content extends Pick<Session, 'audience'>>(content: Content): Content {
  const [first, ...rest] = content.audience
  if (!first) return content
  return { ...content, audience: [{ ...first, present: first.enrolled + 2 }, ...rest] }
}

interface Entered {
  readonly spec: Spec
  readonly enteredOn: Day
  readonly oddity: Oddity | undefined
}

const REASONS = [
  'Chưa khớp sĩ số, nhờ thầy cô xem lại.',
  'Thiếu biên bản, nhờ bổ sung rồi gửi lại.',
  'Ngày tổ chức chưa đúng với lịch của trường.',
] as const
const MOST_DAYS_TO_DECIDE = 4

function stepsOf(entry: Entered, time: DemoTime, random: Random): readonly Told[] {
  const { spec, enteredOn, oddity } = entry
  const { today } = time.plan
  const coordinator = adultOf(spec.school, 'coordinator')
  const principal = oddity === 'one-person' ? coordinator : adultOf(spec.school, 'principal')
  const after = (days: number) => {
    const day = addDays(enteredOn, days)
    return momentOn(day < today ? day : today, time, random)
  }
  const returned = { step: 'returned', who: principal, reason: random.pick(REASONS) } as const
  if (spec.fate === 'returned') return [{ ...returned, at: after(random.between(1, 3)) }]
  if (spec.fate !== 'confirmed') return []
  const isCorrected = oddity === 'corrected' && addDays(enteredOn, CORRECTION_DAYS) < today
  const confirmed = { step: 'confirmed', who: principal } as const
  if (!isCorrected) return [{ ...confirmed, at: after(daysToDecide(enteredOn, today, random)) }]
  return [
    { ...returned, at: after(1) },
    { step: 'changed', who: coordinator, at: after(2) },
    { ...confirmed, at: after(CORRECTION_DAYS) },
  ]
}

/** Spread over the days there were, so that today is a day like the others. */
function daysToDecide(enteredOn: Day, today: Day, random: Random): number {
  const days = Array.from({ length: MOST_DAYS_TO_DECIDE + 1 }, (_, index) => index)
  const possible = days.filter((count) => addDays(enteredOn, count) <= today)
  return random.between(0, possible.length - 1)
}
