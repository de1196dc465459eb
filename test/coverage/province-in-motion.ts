import * as fc from 'fast-check'

import type { ReadModel } from '../../src/coverage/index.ts'
import type { LateChangeKind, Period } from '../../src/requirements/index.ts'
import type { Day } from '../../src/runtime/index.ts'
import { type School, type SchoolId, stagesOfKind } from '../../src/schools/index.ts'
import type { SessionContent } from '../../src/sessions/index.ts'
import { aProvince, type Province } from '../support/a-province.ts'
import type { Opened, Storage } from '../support/engines.ts'
import { type Facts, recount } from './naive-recount.ts'
import {
  afterStep,
  AREAS,
  audienceOf,
  CATALOGUE,
  GONE,
  sessionOf,
  someAudience,
  someDay,
  someSession,
  someStep,
} from './random-province.ts'

/** One school's change, made in one of two processes on the same store. */
const someChange = fc.record({
  school: fc.nat(),
  process: fc.constantFrom(0, 1),
  what: fc.oneof(
    { weight: 4, arbitrary: fc.record({ hold: someSession, step: someStep }) },
    {
      weight: 4,
      arbitrary: fc.record({ session: fc.nat(), step: someStep, audience: someAudience }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ complete: fc.constantFrom(...CATALOGUE.map(({ id }) => id)) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        late: fc.constantFrom<LateChangeKind>('included', 'exempted', 'restored'),
        period: fc.constantFrom(0, 1),
      }),
    },
  ),
  on: someDay,
})
type Change = typeof someChange extends fc.Arbitrary<infer T> ? T : never

/** Changes of several schools at the same moment, or something that concerns the whole province. */
export const someMoments = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        changes: fc.array(someChange, { minLength: 1, maxLength: 6, size: 'max' }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ rebuild: fc.constantFrom(0, 1) }) },
    { weight: 1, arbitrary: fc.record({ passHours: fc.constantFrom(3, 20, 24 * 8) }) },
    { weight: 1, arbitrary: fc.record({ turn: fc.constantFrom('opens', 'closes') }) },
  ),
  { minLength: 1, maxLength: 24, size: 'max' },
)
export type Moment = typeof someMoments extends fc.Arbitrary<(infer T)[]> ? T : never

export interface World {
  readonly schools: readonly School[]
  readonly periods: readonly [Period, Period]
}

export type Motion = Awaited<ReturnType<typeof aProvinceInMotion>>

/** The first period is open; the second one opens, and the first closes, when their moment comes. */
export async function aProvinceInMotion(opened: Opened, { schools, periods }: World) {
  const { storage } = opened
  const province = await aProvince(storage, {
    ...{ schools, areas: AREAS, modules: CATALOGUE, gone: [GONE] },
  })
  const processes = [province, province.modelOn(opened.reopen())] as const
  for (const period of periods) {
    const { openedAt: _none, ...planned } = period
    await province.requirements.add({ ...planned, state: 'planned', revision: 1 })
  }
  const stand = { storage, province, processes, periods }
  const lost = new Map<string, ReadonlyMap<SchoolId, Day>>()
  const met = new Map<string, ReadonlySet<SchoolId>>()

  async function settle(): Promise<void> {
    do await Promise.all(processes.map(({ worker }) => worker.runOnce()))
    while ((await storage.coverageRows.listDirty(undefined, 1)).length > 0)
    for (const { id, state } of await storage.periods.list()) {
      if (state === 'open') remember(id, await factsOf(stand, id))
    }
  }

  /** What became of yesterday's schools is nowhere in today's facts; the recount keeps its own diary. */
  function remember(id: string, facts: Facts): void {
    const days = new Map(lost.get(id))
    const nowMet = new Set<SchoolId>()
    for (const { schoolId, status } of recount(facts)) {
      const isLost = status !== 'met' && status !== 'exempt'
      if (status === 'met') nowMet.add(schoolId)
      if (!isLost) days.delete(schoolId)
      if (isLost && met.get(id)?.has(schoolId)) days.set(schoolId, province.today())
    }
    lost.set(id, days)
    met.set(id, nowMet)
  }

  await province.requirements.open(periods[0].id)
  await settle()
  return {
    ...stand,
    isOpen: async (id: string) => (await storage.periods.find(id))?.state === 'open',
    facts: (id: string) => factsOf(stand, id),
    lost: (id: string) => lost.get(id) ?? new Map<SchoolId, Day>(),
    async go(moment: Moment): Promise<void> {
      await happen(stand, moment)
      await settle()
    },
    /** No period stays open for whoever uses the store next. */
    async end(): Promise<void> {
      for (const { id, state } of await storage.periods.list()) {
        if (state === 'open') await province.requirements.close(id)
      }
    },
  }
}

interface Stand {
  readonly storage: Storage
  readonly province: Province
  readonly processes: readonly [Province, ReadModel]
  readonly periods: readonly [Period, Period]
}

async function factsOf({ storage, province }: Stand, id: string): Promise<Facts> {
  return {
    period: (await storage.periods.find(id))!,
    obligations: await storage.obligations.listOfPeriod(id),
    sessions: [...province.facts.sessions.values()],
    completions: province.facts.completions,
    catalogue: CATALOGUE,
    today: province.today(),
  }
}

async function happen(stand: Stand, moment: Moment): Promise<void> {
  const { storage, province, periods } = stand
  if ('changes' in moment) return changeTogether(stand, moment.changes)
  if ('rebuild' in moment) return storage.coverageRows.touchAll(periods[moment.rebuild].id)
  if ('passHours' in moment) {
    province.clock.advance(moment.passHours * 60 * 60 * 1000)
    return
  }
  const [first, second] = periods
  const [id, from, turn] =
    moment.turn === 'opens'
      ? ([second.id, 'planned', province.requirements.open] as const)
      : ([first.id, 'open', province.requirements.close] as const)
  if ((await storage.periods.find(id))?.state === from) await turn(id)
}

/** At the same moment in both processes, but no school twice: what it was in between would be anybody's guess. */
async function changeTogether(stand: Stand, changes: readonly Change[]): Promise<void> {
  const schools = stand.province.directory.all()
  const bySchool = new Map(changes.map((change) => [change.school % schools.length, change]))
  const work = [...bySchool].map(([index, change]) => applyChange(stand, schools[index]!, change))
  await Promise.all([...work, ...stand.processes.map(({ worker }) => worker.runOnce())])
}

async function applyChange(stand: Stand, school: School, change: Change): Promise<void> {
  const { province, processes } = stand
  const { what, on } = change
  const { worker } = processes[change.process]
  if ('complete' in what) {
    province.facts.completions.push({ schoolId: school.id, moduleId: what.complete, on })
    worker.noteSchool(school.id)
  } else if ('late' in what) {
    await changeLate(stand, school, what)
  } else {
    const session = 'hold' in what ? held(province, school, what) : stepped(province, school, what)
    if (!session) return
    province.facts.sessions.set(session.id, session)
    await worker.schoolChanged(school.id)
  }
}

type What<Key extends string> = Extract<Change['what'], Readonly<Record<Key, unknown>>>

function held({ facts, clock }: Province, school: School, { hold, step }: What<'hold'>) {
  const session = sessionOf(hold, school, String(facts.sessions.size))
  return step === 'changed' ? session : afterStep(session, step, clock.now())
}

function stepped({ facts, clock }: Province, school: School, what: What<'session'>) {
  const own = [...facts.sessions.values()].filter(({ schoolId }) => schoolId === school.id)
  const session = own[what.session % own.length]
  if (!session) return undefined
  const content: Partial<SessionContent> =
    what.step === 'changed' ? audienceOf(what.audience, school) : {}
  return afterStep({ ...session, ...content }, what.step, clock.now())
}

/** A school is included after it began to teach; every other one is exempted or restored. */
async function changeLate(stand: Stand, school: School, what: What<'late'>): Promise<void> {
  const { storage, province, periods } = stand
  const { id: periodId } = periods[what.period]
  const isOpen = (await storage.periods.find(periodId))?.state === 'open'
  const isObligated = (await storage.obligations.find(periodId, school.id)) !== undefined
  if (!isOpen || isObligated !== (what.late !== 'included')) return
  const stages = stagesOfKind(school.kind)
  if (!isObligated && stages.length === 0) return
  if (!isObligated) await province.admit({ ...school, status: 'active' })
  const reason = 'Quyết định của Sở'
  await province.requirements.change({ periodId, schoolId: school.id, kind: what.late, reason })
}
