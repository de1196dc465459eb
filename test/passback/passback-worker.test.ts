import { setTimeout } from 'node:timers/promises'

import { expect } from 'chai'

import type { LineItemOutcome, ScoreOutcome } from '../../src/lti/index.ts'
import { createPassbackWorker, deliveryOf, type PassbackWorker } from '../../src/passback/index.ts'
import { createSealer } from '../../src/runtime/index.ts'
import type { LearnerKey } from '../../src/web/index.ts'
import { aClock, type TestClock } from '../support/a-clock.ts'
import { aCompletion, aLineItemSearch, aScoreIntent } from '../support/a-completion.ts'
import { aLogger } from '../support/a-logger.ts'
import { onEveryEngine, type Opened, type Storage } from '../support/engines.ts'

const sealer = createSealer(['a secret of the test, long enough for us'], 'sub')

function anIntent(learner = 'learner-1', sub = '5') {
  const completion = aCompletion({ learnerKey: learner as LearnerKey })
  return { ...aScoreIntent(completion), sealedSub: sealer.seal(sub) }
}

interface World {
  readonly worker: PassbackWorker
  readonly storage: Storage
  readonly clock: TestClock
  readonly sent: string[]
  /** The time that each try told. */
  readonly times: Date[]
  /** What that platform says in the end. */
  afterLasting: ScoreOutcome
  /** How long a try takes at the platform `hangs`. */
  lastsMs: number
  /** From now on a try never ends. */
  dies(): void
  /** The first try of a dying process. */
  readonly begun: Promise<void>
  answer: ScoreOutcome
  /** What the platform says of a column that the launch did not name. */
  found: LineItemOutcome
  made: LineItemOutcome
  /** The column that each try went to. */
  readonly columns: string[]
}

/** The same score of a launch that named no column. */
function aSearchingIntent(learner = 'learner-1', sub = '5') {
  const { lineItemUrl: _none, ...rest } = anIntent(learner, sub)
  return { ...rest, lineItemSearch: aLineItemSearch }
}

/** When the second of the completion is just over. */
const aScoreClock = () => aClock('2026-11-23T02:00:01.000Z')

function aWorld(storage: Storage, clock = aScoreClock()): World {
  const { promise: begun, resolve: begin } = Promise.withResolvers<undefined>()
  let isDying = false
  const world = {
    begun,
    dies: () => {
      isDying = true
    },
    times: [] as Date[],
    storage,
    clock,
    sent: [] as string[],
    lastsMs: 0,
    afterLasting: { kind: 'unreachable', reason: 'ETIMEDOUT' } as ScoreOutcome,
    columns: [] as string[],
    found: { kind: 'missing' } as LineItemOutcome,
    made: { kind: 'found', lineItemUrl: 'http://lms/made' } as LineItemOutcome,
    answer: { kind: 'accepted' } as ScoreOutcome,
  }
  const worker = createPassbackWorker({
    ...storage,
    sealer,
    clock,
    random: () => 0,
    logger: aLogger().logger,
    sweep: () => Promise.resolve(0),
    lineItems: {
      findLineItem: () => Promise.resolve(world.found),
      makeLineItem: () => Promise.resolve(world.made),
    },
    sender: {
      async publishScore(registrationId, { userId, completedAt, lineItemUrl }) {
        begin(undefined)
        world.columns.push(lineItemUrl)
        if (isDying) await new Promise(() => undefined)
        world.times.push(completedAt)
        world.sent.push(userId)
        if (registrationId !== 'hangs' || world.lastsMs === 0) return world.answer
        // So that the others go on meanwhile, as they would.
        await setTimeout(30)
        world.clock.advance(world.lastsMs)
        return world.afterLasting
      },
    },
  })
  return Object.assign(world, { worker })
}

onEveryEngine('score outbox', (opened: () => Opened) => {
  it('delivers what was enqueued, once, and forgets the recipient', async () => {
    const { worker, sent, storage } = aWorld(opened().storage)
    await worker.enqueue(anIntent())
    await worker.enqueue(anIntent())
    await worker.runOnce()
    await worker.runOnce()
    expect(sent).to.deep.equal(['5'])
    const stored = await storage.deliveries.find(deliveryOf(anIntent(), new Date()).id)
    expect(stored).to.include({ state: 'delivered' })
    expect(stored).not.to.have.property('sealedSub')
  })

  it('delays a score while the platform is down and loses none', async () => {
    const world = aWorld(opened().storage)
    world.answer = { kind: 'unreachable', reason: 'ECONNREFUSED' }
    for (const learner of ['a', 'b', 'c']) await world.worker.enqueue(anIntent(learner, learner))
    await world.worker.runOnce()
    expect(await world.worker.runOnce()).to.equal(0)
    world.answer = { kind: 'accepted' }
    world.clock.advance(2000)
    await world.worker.runOnce()
    expect(world.sent.toSorted()).to.deep.equal(['a', 'a', 'b', 'b', 'c', 'c'])
    const counts = await world.storage.deliveries.countByState()
    expect(counts).to.deep.equal({ waiting: 0, delivered: 3, abandoned: 0 })
  })

  it('lets no platform that hangs keep the scores of another waiting', async () => {
    const world = aWorld(opened().storage)
    world.lastsMs = 5000
    for (let one = 0; one < 60; one += 1) {
      await world.worker.enqueue({ ...anIntent(`l${one}`, 'of-hanging'), registrationId: 'hangs' })
    }
    await world.worker.enqueue(anIntent('other', 'of-other'))
    await world.worker.runOnce()
    await world.worker.runOnce()
    expect(world.sent.filter((sub) => sub === 'of-other')).to.have.length(1)
    expect(world.sent.length).to.be.at.most(6)
    world.lastsMs = 0
    // The first asks alone, and those that were listed with it wait once more.
    for (let minute = 0; minute < 2; minute += 1) {
      world.clock.advance(60_000)
      while ((await world.worker.runOnce()) > 0);
    }
    const counts = await world.storage.deliveries.countByState()
    expect(counts).to.deep.equal({ waiting: 0, delivered: 61, abandoned: 0 })
  })

  it('takes turns between platforms, so that who is owed much keeps nobody waiting', async () => {
    const world = aWorld(opened().storage)
    for (let one = 0; one < 300; one += 1) {
      await world.worker.enqueue({ ...anIntent(`l${one}`, 'of-many'), registrationId: 'many' })
    }
    await world.worker.enqueue(anIntent('other', 'of-other'))
    expect(await world.worker.runOnce()).to.equal(26)
    expect(world.sent.indexOf('of-other')).to.be.within(0, 5)
    while ((await world.worker.runOnce()) > 0);
    expect(world.sent).to.have.length(301)
  }).timeout(20_000)

  it('lets no platform that takes each score slowly keep those of another waiting', async () => {
    const world = aWorld(opened().storage)
    Object.assign(world, { lastsMs: 4900, afterLasting: { kind: 'accepted' } })
    for (let one = 0; one < 60; one += 1) {
      await world.worker.enqueue({ ...anIntent(`l${one}`, 'of-slow'), registrationId: 'hangs' })
    }
    await world.worker.enqueue(anIntent('other', 'of-other'))
    await world.worker.runOnce()
    await world.worker.runOnce()
    expect(world.sent.filter((sub) => sub === 'of-other')).to.have.length(1)
    // The first five go out together; then one after the other. A whole list of 50 would have gone before.
    expect(world.sent.length).to.be.at.most(20)
    for (let tries = 0; tries < 60; tries += 1) {
      world.clock.advance(30_000)
      await world.worker.runOnce()
    }
    const counts = await world.storage.deliveries.countByState()
    expect(counts).to.deep.equal({ waiting: 0, delivered: 61, abandoned: 0 })
  }).timeout(20_000)

  it('holds a score until the second of its completion is over', async () => {
    const { worker, sent, clock } = aWorld(opened().storage, aClock('2026-11-23T02:00:00.250Z'))
    await worker.enqueue(anIntent())
    await worker.runOnce()
    clock.advance(749)
    await worker.runOnce()
    expect(sent).to.deep.equal([])
    clock.advance(1)
    await worker.runOnce()
    expect(sent).to.deep.equal(['5'])
  })

  it('sends the same time again after a time-out', async () => {
    const world = aWorld(opened().storage)
    world.answer = { kind: 'unreachable', reason: 'ETIMEDOUT' }
    await world.worker.enqueue(anIntent())
    for (let i = 0; i < 3; i += 1) {
      await world.worker.runOnce()
      world.clock.advance(10_000)
    }
    const { completedAt } = anIntent()
    expect(world.times).to.deep.equal([completedAt, completedAt, completedAt])
  })

  it('sends each score once though two workers run on one store', async () => {
    const { storage, reopen } = opened()
    const clock = aScoreClock()
    const worlds = [aWorld(storage, clock), aWorld(reopen(), clock)]
    const learners = Array.from({ length: 30 }, (_, index) => `learner-${index}`)
    for (const learner of learners) await worlds[0]!.worker.enqueue(anIntent(learner, learner))
    for (let turn = 0; turn < 2; turn += 1) {
      await Promise.all(worlds.map(({ worker }) => worker.runOnce()))
    }
    expect(worlds.flatMap(({ sent }) => sent).toSorted()).to.deep.equal(learners.toSorted())
  })

  it('takes up within 10 s what a process had in hand when it died', async () => {
    const { storage, reopen } = opened()
    const clock = aScoreClock()
    const dying = aWorld(reopen(), clock)
    dying.dies()
    const world = aWorld(storage, clock)
    await world.worker.enqueue(anIntent())
    void dying.worker.runOnce()
    await dying.begun
    await world.worker.runOnce()
    expect(world.sent).to.deep.equal([])
    // The worker looks once a second.
    clock.advance(9000)
    await world.worker.runOnce()
    expect(world.sent).to.deep.equal(['5'])
  })

  it('gives up a score whose recipient cannot be opened and goes on with the others', async () => {
    const { worker, sent, storage } = aWorld(opened().storage)
    await worker.enqueue({ ...anIntent('lost'), sealedSub: 'v1.gone.gone' })
    await worker.enqueue(anIntent())
    await worker.runOnce()
    expect(sent).to.deep.equal(['5'])
    const counts = await storage.deliveries.countByState()
    expect(counts).to.deep.equal({ waiting: 0, delivered: 1, abandoned: 1 })
  })

  it('takes an abandoned score up again when a new launch brings it', async () => {
    const world = aWorld(opened().storage)
    world.answer = { kind: 'answered', status: 400 }
    await world.worker.enqueue(anIntent())
    await world.worker.runOnce()
    world.answer = { kind: 'accepted' }
    await world.worker.enqueue(anIntent())
    await world.worker.runOnce()
    expect(world.sent).to.have.length(2)
    expect(await world.storage.deliveries.countByState()).to.include({ delivered: 1, abandoned: 0 })
  })

  it('finds or makes the column first where the launch named none', async () => {
    const world = aWorld(opened().storage)
    await world.worker.enqueue(aSearchingIntent())
    await world.worker.enqueue(aSearchingIntent())
    await world.worker.runOnce()
    expect(world.columns).to.deep.equal(['http://lms/made'])
    expect(await world.storage.deliveries.countByState()).to.include({ delivered: 1 })
  })

  it('sends nothing while there is no column, and keeps the recipient', async () => {
    const world = aWorld(opened().storage)
    world.found = { kind: 'answered', status: 403 }
    await world.worker.enqueue(aSearchingIntent())
    await world.worker.runOnce()
    expect(world.sent).to.deep.equal([])
    const id = deliveryOf(aSearchingIntent(), new Date()).id
    const stored = await world.storage.deliveries.find(id)
    expect(stored).to.include({ state: 'waiting', lastProblem: 'find-answered:403', tryCount: 1 })
    expect(stored).to.have.property('sealedSub')
  })

  it('looks again for a column that it found before and that is gone', async () => {
    const world = aWorld(opened().storage)
    world.answer = { kind: 'answered', status: 404 }
    await world.worker.enqueue(aSearchingIntent())
    await world.worker.runOnce()
    world.made = { kind: 'found', lineItemUrl: 'http://lms/made-again' }
    world.answer = { kind: 'accepted' }
    world.clock.advance(2000)
    await world.worker.runOnce()
    expect(world.columns).to.deep.equal(['http://lms/made', 'http://lms/made-again'])
  })
})
