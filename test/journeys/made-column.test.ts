import { setTimeout } from 'node:timers/promises'

import { expect } from 'chai'

import { type DemoWorld, launchFromLms, startDemoWorld } from '../support/a-demo-world.ts'
import { walkThrough } from '../support/a-lesson.ts'
import { aWalker } from '../support/a-walker.ts'
import { deliverScores } from '../support/deliver-scores.ts'
import { journeyOnEveryEngine } from '../support/engines.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const ACTIVITY = '4'
const PAST = new Date(0)
const FAR = new Date('2100-01-01')
const SCOPES = 'https://purl.imsglobal.org/spec/lti-ags/scope'

journeyOnEveryEngine('journey: a module of an activity without a gradebook column', (engine) => {
  let world: DemoWorld
  beforeEach(async () => {
    world = await startDemoWorld({ engine })
  })
  afterEach(() => world.stop())

  const deliver = () => deliverScores(world)
  const columns = () => world.lms.state.lineItems.filter(({ madeByTool }) => madeByTool)
  const gradesOf = (id: string) =>
    world.lms
      .gradebook()
      .filter(({ lineItemId, score }) => lineItemId === id && score !== null)
      .map(({ username, score, maximum }) => [username, score, maximum])

  async function complete(username: string): Promise<void> {
    const walker = aWalker()
    const cover = await launchFromLms(world, walker, { username, activity: ACTIVITY })
    const module = world.app.deps.catalogue.get('B5')
    const pages = await walkThrough(walker, cover, { module })
    expect(pages.at(-1)?.$('[data-completion="B5"]')).to.have.length(1)
  }

  /** Whatever waits is due now. */
  async function hasten(): Promise<void> {
    const { deliveries } = world.app.deps.storage
    for (const due of await deliveries.listDue(FAR, 9)) {
      await deliveries.replace({ ...due, nextTryAt: PAST, revision: due.revision + 1 })
    }
  }

  it('ends with one new column and one grade in it', async () => {
    await complete('hs.an')
    await deliver()
    await deliver()
    expect(columns()).to.have.length(1)
    const [column] = columns()
    expect(column).to.include({
      label: 'Quà lạ, đường liên kết lạ',
      maximum: 100,
      resourceId: 'B5',
      tag: 'la-chan',
      resourceLinkId: ACTIVITY,
    })
    expect(gradesOf(column!.id)).to.deep.equal([['hs.an', 100, 100]])
    // The other columns are as they were.
    expect(
      world.lms.state.lineItems.map(({ id, label, maximum }) => [id, label, maximum]),
    ).to.deep.equal([
      ['2', 'Quà lạ, đường liên kết lạ', 10],
      ['3', 'Quà lạ, đường liên kết lạ (Trình chiếu)', 100],
      ['4', 'Tất cả bài học an toàn trên mạng', 100],
      [column!.id, 'Quà lạ, đường liên kết lạ', 100],
    ])
  })

  it('asks for the rights to columns and to scores, and for no others', async () => {
    await complete('hs.an')
    await deliver()
    const asked = Array.from(world.lms.state.accessTokens.values(), ({ scopes }) => scopes)
    expect(asked).to.deep.equal([[`${SCOPES}/lineitem`], [`${SCOPES}/score`]])
  })

  it('puts the next pupil’s grade into the same column', async () => {
    await complete('hs.an')
    await deliver()
    await complete('hs.binh')
    await deliver()
    expect(columns()).to.have.length(1)
    const grades = [
      ['hs.an', 100, 100],
      ['hs.binh', 100, 100],
    ]
    expect(gradesOf(columns()[0]!.id)).to.deep.equal(grades)
  })

  it('makes one column where the answer to the first making was lost', async () => {
    await complete('hs.an')
    world.lms.fault.set('line-item', 'lost')
    await deliver()
    world.lms.fault.set('line-item', null)
    expect([columns().length, world.lms.scorePosts().length]).to.deep.equal([1, 0])
    await hasten()
    await deliver()
    expect(columns()).to.have.length(1)
    expect(gradesOf(columns()[0]!.id)).to.deep.equal([['hs.an', 100, 100]])
  })

  it('loses no score while the LMS makes no column', async () => {
    await complete('hs.an')
    world.lms.fault.set('line-item', { status: 403 })
    await deliver()
    const [waiting] = await world.app.deps.storage.deliveries.listDue(FAR, 9)
    expect(waiting).to.include({ state: 'waiting', lastProblem: 'make-answered:403' })
    world.lms.fault.set('line-item', null)
    await hasten()
    await deliver()
    expect(gradesOf(columns()[0]!.id)).to.deep.equal([['hs.an', 100, 100]])
  })

  it('uses the column that is on the third page of a list with Moodle’s links', async () => {
    const label = 'Cột của năm trước'
    const made = { label, maximum: 100, resourceLinkId: undefined, madeByTool: true }
    const ours = { ...made, resourceId: 'B5', tag: 'la-chan' }
    // Columns of the same module that belong to another activity come first.
    const taken = [1, 2, 3, 4].map((n) => ({ ...ours, id: `9${n}`, resourceLinkId: '1' }))
    const rows = [...taken, { ...ours, id: '99' }].map((row) => ({ ...row, grades: new Map() }))
    world.lms.state.lineItems.push(...rows)
    world.lms.state.lineItemsPerPage = 2
    await complete('hs.an')
    await deliver()
    expect(columns()).to.have.length(5)
    expect(gradesOf('99')).to.deep.equal([['hs.an', 100, 100]])
  })

  it('sends a grade that is there once more at most, now that launches name the column', async () => {
    await complete('hs.an')
    await deliver()
    const walker = aWalker()
    const cover = await launchFromLms(world, walker, { activity: ACTIVITY })
    const done = await walker.follow(cover, 'a[rel="next"]')
    expect(done.$('[data-completion="B5"]')).to.have.length(1)
    await deliver()
    await deliver()
    expect(world.lms.scorePosts().map(({ status }) => status)).to.deep.equal([200, 409])
    expect(await world.app.deps.storage.deliveries.countByState()).to.include({ delivered: 2 })
    expect(columns()).to.have.length(1)
    expect(gradesOf(columns()[0]!.id)).to.deep.equal([['hs.an', 100, 100]])
  })

  it('makes the column again where a teacher deleted it before the grade came', async () => {
    await complete('hs.an')
    await deliver()
    world.lms.state.lineItems = world.lms.state.lineItems.filter(({ madeByTool }) => !madeByTool)
    await complete('hs.binh')
    await deliver()
    await hasten()
    await deliver()
    expect(columns()).to.have.length(1)
    expect(gradesOf(columns()[0]!.id)).to.deep.equal([['hs.binh', 100, 100]])
  })

  describe('with two processes', () => {
    let other: TestApp
    beforeEach(async () => {
      other = await startTestApp({ engine, beside: world.app })
    })
    afterEach(() => other.stop())

    it('makes one column though both need it at once, for one pupil each', async () => {
      await complete('hs.an')
      await complete('hs.binh')
      const { deliveries } = world.app.deps.storage
      const [, second] = await deliveries.listDue(FAR, 9)
      await deliveries.replace({ ...second!, nextTryAt: FAR, revision: second!.revision + 1 })
      world.lms.fault.set('line-item', 'slow')
      const making = deliver()
      while (world.lms.counters().tokenRequests === 0) await setTimeout(10)
      await deliveries.replace({ ...second!, nextTryAt: PAST, revision: second!.revision + 2 })
      await other.deps.passback.runOnce()
      await making
      expect([columns().length, world.lms.scorePosts().length]).to.deep.equal([1, 1])
      await hasten()
      await deliver()
      expect(columns()).to.have.length(1)
      expect(gradesOf(columns()[0]!.id)).to.have.length(2)
    })
  })

  it('is the delivery of one pupil and one column, whatever launch brings it', async () => {
    await complete('hs.an')
    const { deliveries } = world.app.deps.storage
    const [owed] = await deliveries.listDue(FAR, 9)
    expect(owed?.lineItemSearch).to.include({ resourceId: 'B5', linkId: ACTIVITY })
    expect(owed).not.to.have.property('lineItemUrl')
    await complete('hs.an')
    expect(await deliveries.listDue(FAR, 9)).to.have.length(1)
  })
})
