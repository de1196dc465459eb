import { expect } from 'chai'
import * as fc from 'fast-check'

import {
  type ComputedRow,
  computeRow,
  type CoverageRow,
  figuresOf,
  nextRow,
} from '../../src/coverage/index.ts'
import { obligationOf, type Period } from '../../src/requirements/index.ts'
import { type Day, startOf } from '../../src/runtime/index.ts'
import { type AreaId, isObligated } from '../../src/schools/index.ts'
import type { Session } from '../../src/sessions/index.ts'
import type { CountedCompletion } from '../support/a-province.ts'
import { onEveryEngine } from '../support/engines.ts'
import { addUp, isInArea, recount, type RecountedSchool } from './naive-recount.ts'
import { aProvinceInMotion, type Moment, type Motion, someMoments } from './province-in-motion.ts'
import {
  afterStep,
  AREAS,
  CATALOGUE,
  sessionOf,
  someDay,
  somePeriods,
  someSchools,
  someSession,
  someStep,
} from './random-province.ts'

/** What the two ways of counting must agree on. */
function comparable({ code, status, stages, modules, metOn }: ComputedRow | RecountedSchool) {
  return { code, status, stages, modules, metOn }
}

const someSessions = fc.array(
  fc.record({
    school: fc.nat(),
    session: someSession,
    steps: fc.array(fc.record({ step: someStep, on: someDay }), { maxLength: 4 }),
  }),
  { maxLength: 24, size: 'max' },
)

const someCompletions = fc.array(
  fc.record({
    school: fc.nat(),
    moduleId: fc.constantFrom(...CATALOGUE.map(({ id }) => id), 'gone'),
    on: someDay,
  }),
  { maxLength: 20, size: 'max' },
)

const aWorld = fc.record({
  schools: someSchools,
  periods: somePeriods,
  sessions: someSessions,
  completions: someCompletions,
  exempt: fc.array(fc.nat(), { maxLength: 1 }),
  closedOn: fc.option(someDay, { nil: undefined }),
  today: fc.constantFrom<Day>('2026-11-23' as Day, '2026-11-30' as Day, '2026-12-01' as Day),
})

type World = typeof aWorld extends fc.Arbitrary<infer T> ? T : never

function factsOf({ schools, periods: [period], ...world }: World) {
  const at = <T>(ones: readonly T[], index: number) => ones[index % ones.length]!
  const exempt = world.exempt.map((index) => at(schools, index).id)
  const obligations = schools
    .flatMap((school) => obligationOf(school, period.id) ?? [])
    .map((one) =>
      exempt.includes(one.schoolId) ? { ...one, exempt: { reason: 'Đang sửa chữa' } } : one,
    )
  const sessions = world.sessions.map(({ school, session, steps }, index): Session => {
    const recorded = sessionOf(session, at(schools, school), String(index))
    return steps.reduce((one, { step, on }) => afterStep(one, step, startOf(on)), recorded)
  })
  const completions = world.completions.map(({ school, ...one }): CountedCompletion => ({
    ...one,
    schoolId: at(schools, school).id,
  }))
  const { closedOn, today } = world
  const frozen: Period = closedOn ? { ...period, closedAt: startOf(closedOn) } : period
  return { period: frozen, obligations, sessions, completions, catalogue: CATALOGUE, today }
}

/** What the projector gives to computeRow. */
function rowsOf(facts: ReturnType<typeof factsOf>): ComputedRow[] {
  const { period, obligations, sessions, completions, catalogue, today } = facts
  const { modules: pick } = period
  return obligations.map((obligation) => {
    const own = completions.filter(
      ({ schoolId, on }) =>
        schoolId === obligation.schoolId && on >= period.from && on <= period.to,
    )
    const counts = Map.groupBy(own, ({ moduleId }) => moduleId)
    return computeRow({
      obligation,
      period,
      sessions: sessions.filter(({ schoolId }) => schoolId === obligation.schoolId),
      modules: pick.length === 0 ? catalogue : catalogue.filter(({ id }) => pick.includes(id)),
      completions: new Map([...counts].map(([id, ones]) => [id, ones.length])),
      trained: [],
      today,
    })
  })
}

describe('a row beside a recount by hand', () => {
  it('agrees to the digit, and so does the sum of rows', () => {
    fc.assert(
      fc.property(aWorld, (world) => {
        const facts = factsOf(world)
        const rows = rowsOf(facts)
        const counted = recount(facts)
        expect(rows.map(comparable)).to.deep.equal(counted.map(comparable))
        const at = startOf(world.today)
        const stored = rows.map((row) => nextRow(undefined, row, { version: 1, at }))
        expect(figuresOf(stored)).to.deep.equal(addUp(counted))
      }),
      { numRuns: 1500 },
    )
  }).timeout(40_000)
})

const PARENTS = Object.fromEntries(AREAS.map(({ id, parentId }) => [id, parentId]))

/** A period opens only where some school owes something. */
const aProvinceInMotionAnyhow = fc
  .record({ schools: someSchools, periods: somePeriods })
  .filter(({ schools }) => schools.some(isObligated))
type InMotion = typeof aProvinceInMotionAnyhow extends fc.Arbitrary<infer T> ? T : never

async function rowsIn({ province }: Motion, periodId: string): Promise<readonly CoverageRow[]> {
  return (await province.reader.listByCode({ periodId, limit: 1000 })).rows
}

async function figuresIn({ province }: Motion, id: string, areaId?: AreaId) {
  return (await province.reader.figures({ period: { id }, areaId })).figures
}

/** Every row, the whole, and each area. */
async function expectAgreement(motion: Motion, id: string): Promise<void> {
  const counted = recount(await motion.facts(id))
  const lost = motion.lost(id)
  const rows = (await rowsIn(motion, id)).map((row) => ({ ...comparable(row), lost: row.lostOn }))
  const expected = counted.map((one) => ({ ...comparable(one), lost: lost.get(one.schoolId) }))
  expect(rows).to.deep.equal(expected.toSorted((one, two) => (one.code < two.code ? -1 : 1)))
  expect(await figuresIn(motion, id)).to.deep.equal(addUp(counted, lost))
  for (const area of AREAS) {
    const there = counted.filter(({ obligation }) => isInArea(obligation, area.id, PARENTS))
    expect(await figuresIn(motion, id, area.id), area.name).to.deep.equal(addUp(there, lost))
  }
}

/** A rebuild computes every row anew, and finds the same. */
function expectNothingNew(before: readonly CoverageRow[], after: readonly CoverageRow[]) {
  expect(after.map(({ log }) => log)).to.deep.equal(before.map(({ log }) => log))
  for (const [index, { version }] of after.entries()) {
    expect(version).to.be.greaterThan(before[index]!.version)
  }
}

onEveryEngine('a province in motion beside a recount by hand', (opened) => {
  let run = 0

  /** Every run has periods of its own, and leaves none open. */
  async function aMotion({ schools, periods: [first, second] }: InMotion): Promise<Motion> {
    run += 1
    const periods = [
      { ...first, id: `${first.id}-${run}` },
      { ...second, id: `${second.id}-${run}` },
    ] as const
    return aProvinceInMotion(opened(), { schools, periods })
  }

  async function expectAgreementAfter(motion: Motion, moment: Moment): Promise<void> {
    const [first, second] = motion.periods
    const wasOpen = await motion.isOpen(first.id)
    const before = await rowsIn(motion, first.id)
    const sums = await figuresIn(motion, first.id)
    await motion.go(moment)
    if (wasOpen) await expectAgreement(motion, first.id)
    else {
      expect(await rowsIn(motion, first.id)).to.deep.equal(before)
      expect(await figuresIn(motion, first.id)).to.deep.equal(sums)
    }
    if (await motion.isOpen(second.id)) await expectAgreement(motion, second.id)
    if ('rebuild' in moment && moment.rebuild === 0 && wasOpen) {
      expectNothingNew(before, await rowsIn(motion, first.id))
    }
  }

  async function runThrough(world: InMotion, moments: readonly Moment[]): Promise<void> {
    const motion = await aMotion(world)
    await expectAgreement(motion, motion.periods[0].id)
    for (const moment of moments) await expectAgreementAfter(motion, moment)
    await motion.end()
  }

  it('agrees to the digit whatever happens in whatever order, in two processes at once', async () => {
    let running = Promise.resolve()
    const property = fc.asyncProperty(aProvinceInMotionAnyhow, someMoments, (world, moments) => {
      running = runThrough(world, moments)
      return running
    })
    // Every commit waits for the disk: on a slow one fewer provinces are tried.
    const limits = { numRuns: 60, interruptAfterTimeLimit: 8_000 }
    // The last run may go on after the limit; the store must not be closed under it.
    await fc.assert(property, limits).finally(() => running.catch(() => undefined))
  }).timeout(40_000)
})
