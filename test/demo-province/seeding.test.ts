import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { expect } from 'chai'

import {
  createDemoClock,
  DEMO_SCHOOL_CODE,
  DEMO_STAFF,
  seedDemo,
  type SeedOptions,
  type SeedProgress,
} from '../../scripts/demo-province/index.ts'
import { addDays, dayOf } from '../../src/runtime/index.ts'
import { aClock, type TestClock } from '../support/a-clock.ts'
import { aFewSchools, type DemoWorld, startDemoWorld } from '../support/a-demo-world.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const PERIODS = ['demo-ky-nay', 'demo-ky-truoc']

interface Begun extends DemoWorld {
  readonly real: TestClock
  readonly options: SeedOptions
}

async function anEmptyDemo(): Promise<Begun> {
  const real = aClock()
  const clock = createDemoClock(real)
  const world = await startDemoWorld({ clock })
  return { ...world, real, options: { clock, lms: world.facts, isIn: aFewSchools } }
}

async function told({ app: { deps } }: DemoWorld) {
  const figures = []
  for (const id of PERIODS) {
    figures.push((await deps.coverage.reader.figures({ period: { id } })).figures)
  }
  const bindings = await deps.storage.bindings.list({ state: 'assigned', limit: 5000 })
  const waiting = await deps.storage.bindings.count('unassigned')
  return { figures, courses: bindings.length, waiting }
}

/** What is on disk, to the byte; but not the file by which readers and writers keep out of each other's way. */
function digest({ app: { folder } }: DemoWorld): string {
  const hash = createHash('sha256')
  for (const file of readdirSync(folder).toSorted()) {
    if (/^facts\.db(-wal)?$/.test(file)) hash.update(readFileSync(path.join(folder, file)))
  }
  return hash.digest('hex')
}

describe('the seeded demo', function () {
  this.timeout(10_000) // a tenth of a province is written
  let world: Begun
  before(async () => {
    world = await anEmptyDemo()
    await seedDemo(world.app.deps, world.options)
  })
  after(() => world.stop())

  it('has all seven statuses, in the two periods that are open', async () => {
    const [term, previous] = (await told(world)).figures
    const { overdue, ...others } = term!.byStatus
    expect(Object.values(others).every((count) => count > 0)).to.equal(true)
    expect(overdue).to.equal(0)
    expect(previous!.byStatus.overdue).to.be.greaterThan(3)
    expect(previous!.byStatus.exempt).to.be.greaterThan(0)
  })

  it('opens on the term under way, with figures that are up to date and moved since yesterday', async () => {
    const { deps } = world.app
    expect(await deps.storage.coverageRows.listDirty(undefined, 1)).to.deep.equal([])
    const [term] = (await told(world)).figures
    expect(term!.metOn[dayOf(world.real.now())]).to.be.greaterThan(0)
    expect(term!.modules.completions).to.be.within(1000, 10_000)
    expect(term!.reach.present / term!.reach.enrolled).to.be.within(0.2, 0.8)
  })

  it('dates what changed by when it happened, so that the latest changes are those since yesterday', async () => {
    const { deps } = world.app
    const since = new Date(world.real.now().getTime() - 2 * DAY_MS)
    const rows = await deps.storage.coverageRows.listChanged('demo-ky-nay', since, 500)
    expect(rows.length).to.be.within(3, 25)
    const days = rows.map(({ log }) => dayOf(log.at(-1)!.at))
    const today = dayOf(world.real.now())
    expect([...new Set(days)].toSorted()).to.deep.equal([addDays(today, -1), today])
  })

  it('is under a programme and a calendar that name what they are', async () => {
    const { service, ruleBook } = world.app.deps.requirements
    const period = await service.get('demo-ky-nay')
    expect((await ruleBook.programme(period.programmeId!)).legalBasis).to.contain('830/QĐ-TTg')
    const calendar = await ruleBook.calendar(period.calendarId!)
    const made = calendar.ranges.map(({ from, to }) => [from, to])
    expect(made).to.deep.include([period.from, period.to])
  })

  it('changes nothing at the second start, even where people have been at work since', async () => {
    const { deps } = world.app
    const obligations = await deps.storage.obligations.listOfPeriod('demo-ky-nay')
    const { periodId, schoolId } = obligations.find(({ exempt }) => exempt)!
    const reason = 'Trường đã học lại.'
    await deps.requirements.service.change({ periodId, schoolId, kind: 'restored', reason })
    const before = digest(world)
    await seedDemo(deps, world.options)
    expect(digest(world)).to.equal(before)
  })

  it('has courses that mostly have a school by an officer’s decision', async () => {
    const { deps } = world.app
    const officer = await deps.staff.service.getByEmail(DEMO_STAFF.officer.email)
    const assigned = await deps.storage.bindings.list({ state: 'assigned', limit: 5000 })
    expect(assigned.length).to.be.greaterThan(50)
    const sources = Map.groupBy(assigned, ({ source }) => source)
    expect(sources.get('course')).to.have.length(1)
    const deciders = assigned.flatMap(({ decisions }) => decisions.map(({ by }) => by.id))
    expect(new Set(deciders)).to.deep.equal(new Set([officer.id]))
  })

  it('has courses that wait for the officer: one fits, one contradicts itself, one is of nowhere', async () => {
    const { deps } = world.app
    const waiting = await deps.storage.bindings.list({ state: 'unassigned', limit: 100 })
    expect(waiting).to.have.length(7)
    const found = waiting.map(deps.bindings.resolve)
    expect(found.filter(({ conflict }) => conflict)).to.have.length(1)
    const codes = found.flatMap(({ proposedCode }) => proposedCode ?? [])
    expect(codes.filter((code) => deps.directory.byCode(code))).to.have.length(2)
    expect(codes.filter((code) => !deps.directory.byCode(code))).to.deep.equal(['79000701'])
  })

  it('gives what was learned in a course to the school that an officer says', async () => {
    const { deps } = world.app
    const [course] = await deps.storage.bindings.list({ state: 'unassigned', limit: 1 })
    const { id: schoolId } = deps.directory.byCode(DEMO_SCHOOL_CODE)!
    const completionsOf = async () =>
      (await deps.storage.coverageRows.find({ periodId: 'demo-ky-nay', schoolId }))!.modules
        .completions
    const before = await completionsOf()
    const by = { id: 'a', name: 'Trần Văn Phúc' }
    await deps.bindings.assign({ ...course!, schoolId, by })
    expect((await completionsOf()) - before).to.be.within(14, 34)
  })
})

describe('seeding that is interrupted', function () {
  this.timeout(20_000) // a tenth of a province is written twice

  const phases = ['schools', 'sessions', 'completions', 'coverage'] as const

  /** Stops the seeding when this phase is halfway. */
  function breaking(phase: keyof SeedProgress): SeedProgress {
    const silent = () => undefined
    const stop = (done: number, total: number) => {
      if (done > 0 && done >= total / 2) throw new Error(`stopped at ${phase}`)
    }
    const all = { schools: silent, sessions: silent, completions: silent, coverage: silent }
    return { ...all, [phase]: stop }
  }

  it('is finished by the next starts, the next day too, as if nothing had been', async () => {
    const broken = await anEmptyDemo()
    const whole = await anEmptyDemo()
    for (const phase of phases) {
      const options = { ...broken.options, progress: breaking(phase) }
      const stopped = await seedDemo(broken.app.deps, options).catch(String)
      expect(stopped).to.equal(`Error: stopped at ${phase}`)
    }
    broken.real.advance(DAY_MS)
    await seedDemo(broken.app.deps, broken.options)
    await seedDemo(whole.app.deps, whole.options)
    expect(await told(broken)).to.deep.equal(await told(whole))
    await broken.stop()
    await whole.stop()
  })

  it('does not leave the clock of the tool in the past', async () => {
    const world = await anEmptyDemo()
    const options = { ...world.options, progress: breaking('coverage') }
    await seedDemo(world.app.deps, options).catch(String)
    expect(world.app.deps.clock.now()).to.deep.equal(world.real.now())
    await world.stop()
  })
})
