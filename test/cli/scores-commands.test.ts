import { expect } from 'chai'

import { type Delivery, type DeliveryId, deliveryOf } from '../../src/passback/index.ts'
import { aCommandLine, type CommandLine } from '../support/a-command-line.ts'
import { aScoreIntent } from '../support/a-completion.ts'
import { aRegistration } from '../support/a-registration.ts'

const LATER = new Date('2100-01-01T00:00:00.000Z')

const aDelivery = (id: string, overrides: Partial<Delivery> = {}): Delivery => ({
  ...deliveryOf(aScoreIntent(), new Date()),
  id: id as DeliveryId,
  tryCount: 1,
  nextTryAt: LATER,
  lastProblem: 'answered:503',
  ...overrides,
})

describe('lachan scores', () => {
  let lachan: CommandLine
  beforeEach(async () => {
    lachan = aCommandLine()
    await lachan.meanwhile(async ({ lti, deliveries }) => {
      await lti.registrations.add(aRegistration())
      await deliveries.add(aDelivery('one'))
      await deliveries.add(aDelivery('two', { state: 'abandoned', lastProblem: 'answered:400' }))
    })
  })
  afterEach(() => {
    lachan.remove()
  })

  it('lists what waits and why, per platform', async () => {
    const { exitCode, json } = await lachan.run('scores', 'list', '--json')
    expect(exitCode).to.equal(0)
    expect(json()).to.deep.equal([
      {
        id: 'registration-1',
        name: 'Moodle thử nghiệm',
        state: 'active',
        waiting: 1,
        delivered: 0,
        abandoned: 1,
        reasons: [
          { state: 'abandoned', count: 1, problem: 'answered:400' },
          { state: 'waiting', count: 1, problem: 'answered:503' },
        ],
        oldestAt: aScoreIntent().completedAt.toISOString(),
        nextTryAt: LATER.toISOString(),
      },
    ])
  })

  it('says the same to people, a line a reason', async () => {
    const { text } = await lachan.run('scores', 'list')
    expect(text.trimEnd().split('\n')).to.deep.equal([
      'registration-1\tMoodle thử nghiệm\twaiting=1 delivered=0 abandoned=1 ' +
        'oldest=2026-11-23T02:00:00.250Z next=2100-01-01T00:00:00.000Z',
      '\tabandoned=1\tanswered:400',
      '\twaiting=1\tanswered:503',
    ])
  })

  it('says so where a score was not tried yet', async () => {
    const { lastProblem: _none, ...untried } = aDelivery('three', { tryCount: 0 })
    await lachan.meanwhile(({ deliveries }) => deliveries.add(untried))
    expect((await lachan.run('scores', 'list')).text).to.contain('\twaiting=1\tnot tried yet\n')
  })

  it('makes due what waits for a platform', async () => {
    const { exitCode, json } = await lachan.run('scores', 'retry', 'registration-1', '--json')
    expect([exitCode, json()]).to.deep.equal([0, { platform: 'registration-1', retried: 1 }])
    const due = await lachan.meanwhile(({ deliveries }) => deliveries.listDue(new Date(), 9))
    expect(due.map(({ id }) => id)).to.deep.equal(['one'])
    expect((await lachan.run('scores', 'retry', 'registration-1')).text).to.equal('0\n')
  })

  it('refuses a platform that is none', async () => {
    const { exitCode, problem } = await lachan.run('scores', 'retry', 'nobody')
    expect(exitCode).to.equal(1)
    expect(problem).to.contain('platform-not-found')
  })

  it('exits 2 for wrong usage', async () => {
    expect((await lachan.run('scores', 'retry')).exitCode).to.equal(2)
    expect((await lachan.run('scores')).exitCode).to.equal(2)
  })
})
