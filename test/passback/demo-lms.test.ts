import { expect } from 'chai'

import type { FaultKind } from '../../scripts/demo-lms/index.ts'
import { type Delivery, deliveryOf, type ScoreIntent } from '../../src/passback/index.ts'
import { aClock, type TestClock } from '../support/a-clock.ts'
import { type DemoWorld, startDemoWorld } from '../support/a-demo-world.ts'

const COMPLETED_AT = new Date('2026-11-23T02:00:00.250Z')
const TOLD = '2026-11-23T02:00:00.000Z'

describe('scores to the demo LMS', () => {
  let world: DemoWorld
  let clock: TestClock
  beforeEach(async () => {
    clock = aClock('2026-11-23T02:00:01.000Z')
    world = await startDemoWorld({ clock })
  })
  afterEach(() => world.stop())

  function anIntent(userId = '5', lineItem = '2'): ScoreIntent {
    const path = `/mod/lti/services.php/2/lineitems/${lineItem}/lineitem?type_id=1`
    return {
      registrationId: world.facts.registration.id,
      lineItemUrl: `${world.lms.url}${path}`,
      sealedSub: world.app.deps.subSealer.seal(userId),
      learnerKey: `learner-${userId}`,
      completedAt: COMPLETED_AT,
    }
  }

  /** One round; tells what became of the score. */
  async function run(intent: ScoreIntent): Promise<Delivery> {
    const { passback, storage } = world.app.deps
    await passback.runOnce()
    const delivery = await storage.deliveries.find(deliveryOf(intent, clock.now()).id)
    return delivery!
  }

  async function send(intent = anIntent()): Promise<Delivery> {
    await world.app.deps.passback.enqueue(intent)
    return run(intent)
  }

  const statuses = () => world.lms.scorePosts().map(({ status }) => status)
  const timestamps = () =>
    world.lms.scorePosts().map(({ body }) => (body as { timestamp: string }).timestamp)
  const gradeOf = (username: string) =>
    world.lms.gradebook().find((row) => row.username === username && row.lineItemId === '2')

  const table: readonly (readonly [number, Delivery['state'], number])[] = [
    [400, 'abandoned', 1],
    // Once more at once, with a new token.
    [401, 'waiting', 2],
    [403, 'waiting', 1],
    [404, 'waiting', 1],
    [409, 'delivered', 1],
    [429, 'waiting', 1],
    [500, 'waiting', 1],
    [503, 'waiting', 1],
  ]
  for (const [status, state, posts] of table) {
    it(`are ${state} after ${status}, sent ${posts} time(s)`, async () => {
      world.lms.fault.set('scores', { status })
      const delivery = await send()
      expect(delivery.state).to.equal(state)
      expect(statuses()).to.deep.equal(Array.from({ length: posts }, () => status))
    })
  }

  it('arrive with the second of the completion, and are not sent again', async () => {
    expect((await send()).state).to.equal('delivered')
    expect((await send()).tryCount).to.equal(1)
    expect(gradeOf('hs.an')).to.include({ score: 10, timestamp: TOLD })
    expect(statuses()).to.deep.equal([200])
  })

  it('are delivered by the second token where the LMS has forgotten the first', async () => {
    await send(anIntent('6'))
    world.lms.state.accessTokens.clear()
    expect((await send()).state).to.equal('delivered')
    expect(statuses()).to.deep.equal([200, 401, 200])
    expect(world.lms.counters().tokenRequests).to.equal(2)
  })

  it('are kept while the LMS gives no token, whatever it says', async () => {
    for (const status of [400, 409, 503]) {
      world.lms.fault.set('token', { status })
      const delivery = await send()
      expect(delivery).to.include({ state: 'waiting', lastProblem: `no-token:${status}` })
      clock.advance(3_600_000)
    }
    world.lms.fault.set('token', null)
    expect((await send()).state).to.equal('delivered')
    expect(gradeOf('hs.an')).to.include({ score: 10, timestamp: TOLD })
  })

  it('are done when the LMS has them already, because its answer was lost', async () => {
    const delivered = await send()
    const { deliveries } = world.app.deps.storage
    const unsure = deliveryOf(anIntent(), clock.now())
    await deliveries.replace({ ...unsure, revision: delivered.revision + 1 })
    expect((await run(anIntent())).state).to.equal('delivered')
    expect(statuses()).to.deep.equal([200, 409])
    expect(gradeOf('hs.an')).to.include({ score: 10, timestamp: TOLD })
  })

  it('are given up for somebody whom the course does not know, and the others arrive', async () => {
    await world.app.deps.passback.enqueue(anIntent('6'))
    const stranger = await send(anIntent('999'))
    expect(stranger).to.include({ state: 'abandoned', lastProblem: 'answered:400' })
    expect(gradeOf('hs.binh')?.score).to.equal(10)
  })

  it('wait for a column that is not there', async () => {
    const delivery = await send(anIntent('5', '777'))
    expect(delivery).to.include({ state: 'waiting', lastProblem: 'answered:404' })
  })

  it('tell the same time after a time-out', async function () {
    this.timeout(12_000) // waits for the real time-out of 5 s
    const fault = (what: FaultKind | null) => {
      world.lms.fault.set('scores', what)
    }
    fault('hang')
    const late = await send()
    expect(late).to.include({ state: 'waiting', lastProblem: 'unreachable:ETIMEDOUT' })
    fault(null)
    clock.advance(5000)
    expect((await run(anIntent())).state).to.equal('delivered')
    expect(timestamps()).to.deep.equal([TOLD, TOLD])
  })

  it('are tried at once for one platform when an administrator asks', async () => {
    world.lms.fault.set('scores', { status: 503 })
    await send()
    world.lms.fault.set('scores', null)
    expect((await run(anIntent())).state).to.equal('waiting')
    const { deliveries } = world.app.deps.storage
    expect(await deliveries.wakeAll(anIntent().registrationId, clock.now())).to.equal(1)
    expect((await run(anIntent())).state).to.equal('delivered')
  })
})
