import { expect } from 'chai'

import { createScoreIntentSweep } from '../../src/learning/index.ts'
import type { VisitId } from '../../src/web/index.ts'
import { aLearningService, learnAll } from '../support/a-learner.ts'
import { aModule } from '../support/a-module.ts'
import { aScoreTarget, aVisit } from '../support/a-visit.ts'

const module = aModule()
const visit = aVisit({ scoreTarget: aScoreTarget })
const elsewhere = { ...aScoreTarget, lineItemUrl: 'http://127.0.0.1:8899/lineitems/3/lineitem' }

describe('a learner', () => {
  it('is led from step to step, then to the questions', async () => {
    const { service } = aLearningService()
    const [first, second] = module.steps
    expect(await service.resume(visit, module)).to.deep.equal({ at: 'step', position: 1 })
    expect(await service.leaveStep(visit, module, first!)).to.deep.equal({
      at: 'step',
      position: 2,
    })
    expect(await service.leaveStep(visit, module, second!)).to.deep.equal({
      at: 'question',
      questionId: 'q1',
    })
  })

  it('who left a step out is led back to it from the last one', async () => {
    const { service } = aLearningService()
    const place = await service.leaveStep(visit, module, module.steps[1]!)
    expect(place).to.deep.equal({ at: 'step', position: 1 })
  })

  it('hears of an answer whether it is right and what comes next', async () => {
    const { service } = aLearningService()
    const question = module.questions[0]!
    expect(await service.answer(visit, module, { question, chosen: ['b'] })).to.deep.equal({
      right: false,
      nextQuestionId: 'q2',
    })
  })

  it('who has too many wrong is told which', async () => {
    const learning = aLearningService()
    const last = await learnAll(learning, visit, { module, wrong: ['q2', 'q5'] })
    expect(last).to.deep.equal({ right: false })
    expect(await learning.service.resume(visit, module)).to.deep.equal({
      at: 'result',
      again: ['q2', 'q5'],
    })
    expect(learning.memory.storedCompletions.size).to.equal(0)
  })
})

describe('a completion', () => {
  it('is recorded by the answer that meets the rule, with its moment and its band', async () => {
    const learning = aLearningService()
    const last = await learnAll(learning, visit, { module, wrong: ['q2'] })
    expect(last?.done?.at).to.equal('done')
    const [completion] = learning.memory.storedCompletions.values()
    expect(completion).to.deep.include({
      moduleId: 'B5',
      moduleVersion: '1',
      schoolYear: '2026-2027',
      completedAt: learning.clock.now(),
      scoreBand: 'high',
      origin: visit.origin,
    })
  })

  it('is recorded by the last step where the questions came first', async () => {
    const learning = aLearningService()
    const { service, memory } = learning
    for (const question of module.questions) {
      await service.answer(visit, module, { question, chosen: ['a'] })
    }
    await service.leaveStep(visit, module, module.steps[1]!)
    expect(memory.storedCompletions.size).to.equal(0)
    const place = await service.leaveStep(visit, module, module.steps[0]!)
    expect(place.at).to.equal('done')
  })

  it('happens once, at its first moment, however often the last answer is sent', async () => {
    const learning = aLearningService()
    await learnAll(learning, visit, { module })
    learning.clock.advance(60_000)
    const question = module.questions[4]!
    await Promise.all([
      learning.service.answer(visit, module, { question, chosen: ['a'] }),
      learning.service.answer(visit, module, { question, chosen: ['a'] }),
    ])
    const [completion, ...others] = learning.memory.storedCompletions.values()
    expect(others).to.deep.equal([])
    expect(completion?.completedAt.toISOString()).to.equal('2026-11-23T00:15:00.000Z')
    const times = learning.memory.enqueued.map(({ completedAt }) => completedAt.toISOString())
    expect(new Set(times)).to.deep.equal(new Set(['2026-11-23T00:15:00.000Z']))
  })

  it('is not lost where several answers race', async () => {
    const learning = aLearningService()
    const { service, memory } = learning
    for (const step of module.steps) await service.leaveStep(visit, module, step)
    await Promise.all(
      module.questions
        .slice(0, 3)
        .map((question) => service.answer(visit, module, { question, chosen: ['a'] })),
    )
    for (const question of module.questions.slice(3)) {
      await service.answer(visit, module, { question, chosen: ['a'] })
    }
    expect(memory.storedCompletions.size).to.equal(1)
  })

  it('stays when a review answers wrongly, and a review is not thrown out at its first step', async () => {
    const learning = aLearningService()
    const { service } = learning
    await learnAll(learning, visit, { module })
    expect(await service.leaveStep(visit, module, module.steps[0]!)).to.deep.equal({
      at: 'step',
      position: 2,
    })
    for (const question of module.questions) {
      await service.answer(visit, module, { question, chosen: ['b'] })
    }
    expect((await service.resume(visit, module)).at).to.equal('done')
  })

  it('is a new one in the next school year', async () => {
    const learning = aLearningService()
    await learnAll(learning, visit, { module })
    learning.clock.advance(300 * 24 * 60 * 60 * 1000)
    await learnAll(learning, visit, { module })
    const years = [...learning.memory.storedCompletions.values()].map((one) => one.schoolYear)
    expect(years).to.deep.equal(['2026-2027', '2027-2028'])
  })

  for (const [who, one] of [
    ['staff', aVisit({ role: 'staff', scoreTarget: aScoreTarget })],
    ['a test user of the LMS', aVisit({ counted: false, scoreTarget: aScoreTarget })],
  ] as const) {
    it(`is never made for ${who}, who may learn to the end all the same`, async () => {
      const learning = aLearningService()
      const last = await learnAll(learning, one, { module })
      expect(last).to.deep.equal({ right: true })
      expect(await learning.service.resume(one, module)).to.deep.equal({ at: 'end' })
      expect(await learning.service.finish(one, module)).to.deep.equal({ at: 'end' })
      expect(learning.memory.storedCompletions.size).to.equal(0)
      expect(learning.memory.enqueued).to.deep.equal([])
    })
  }

  it('that a crash kept from being stored is offered again, and finished by a press', async () => {
    const learning = aLearningService()
    const { completions } = learning.memory
    const record = completions.record.bind(completions)
    completions.record = () => Promise.reject(new Error('power cut'))
    await learnAll(learning, visit, { module }).catch(() => undefined)
    completions.record = record
    expect(await learning.service.resume(visit, module)).to.deep.equal({ at: 'result', again: [] })
    expect((await learning.service.finish(visit, module)).at).to.equal('done')
    expect(learning.memory.storedCompletions.size).to.equal(1)
  })

  it('is not to be had by pressing finish early', async () => {
    const { service, memory } = aLearningService()
    expect(await service.finish(visit, module)).to.deep.equal({ at: 'step', position: 1 })
    expect(memory.storedCompletions.size).to.equal(0)
  })
})

describe('the receipt of a completion', () => {
  it('is good for this visit and this module only', async () => {
    const learning = aLearningService()
    const last = await learnAll(learning, visit, { module })
    const { recorder } = learning
    const receipt = last?.done?.receipt ?? ''
    expect(recorder.isReceipt(visit, module, receipt)).to.equal(true)
    expect(recorder.isReceipt(aVisit({ id: 'visit-2' as VisitId }), module, receipt)).to.equal(
      false,
    )
    expect(recorder.isReceipt(visit, aModule({ id: 'B4' as never }), receipt)).to.equal(false)
    expect(recorder.isReceipt(visit, module, '')).to.equal(false)
  })
})

describe('the score of a completion', () => {
  it('goes to the outbox once and is then cleared from the record', async () => {
    const learning = aLearningService()
    await learnAll(learning, visit, { module })
    const completedAt = learning.clock.now()
    expect(learning.memory.enqueued).to.deep.equal([
      { ...aScoreTarget, learnerKey: visit.learnerKey, completedAt },
    ])
    expect([...learning.memory.storedCompletions.values()][0]).not.to.have.property('scoreIntent')
  })

  it('is owed to nobody where the launch named no gradebook', async () => {
    const learning = aLearningService()
    await learnAll(learning, aVisit(), { module })
    expect(learning.memory.enqueued).to.deep.equal([])
    expect(learning.memory.storedCompletions.size).to.equal(1)
  })

  it('does not fail the page when it cannot be handed over; the sweep heals', async () => {
    const learning = aLearningService()
    const { memory } = learning
    memory.breakOutbox(1)
    const last = await learnAll(learning, visit, { module })
    expect(last?.done?.at).to.equal('done')
    expect(memory.enqueued).to.deep.equal([])
    expect(learning.lines.join()).to.include('score not handed over yet')

    const sweep = createScoreIntentSweep(memory)
    expect([await sweep.runOnce(), await sweep.runOnce()]).to.deep.equal([1, 0])
    expect(memory.enqueued).to.have.length(1)
  })

  it('waits in the record while the sweep fails', async () => {
    const learning = aLearningService()
    const { memory } = learning
    memory.breakOutbox(2)
    await learnAll(learning, visit, { module })
    const sweep = createScoreIntentSweep(memory)
    await sweep.runOnce().catch(() => undefined)
    expect(await sweep.runOnce()).to.equal(1)
    expect(memory.enqueued).to.have.length(1)
  })

  it('goes to a second gradebook too, with the true time, when the learner comes through it', async () => {
    const learning = aLearningService()
    await learnAll(learning, visit, { module })
    const completedAt = learning.clock.now()
    learning.clock.advance(3_600_000)
    const other = aVisit({ id: 'visit-2' as VisitId, scoreTarget: elsewhere })
    expect((await learning.service.resume(other, module)).at).to.equal('done')
    expect(learning.memory.enqueued.at(-1)).to.deep.equal({
      ...elsewhere,
      learnerKey: visit.learnerKey,
      completedAt,
    })
  })

  it('owed to a first gradebook is not cleared by a second', async () => {
    const learning = aLearningService()
    const { memory } = learning
    memory.breakOutbox(1)
    await learnAll(learning, visit, { module })
    await learning.service.resume(aVisit({ scoreTarget: elsewhere }), module)
    const [completion] = memory.storedCompletions.values()
    expect(completion?.scoreIntent?.lineItemUrl).to.equal(aScoreTarget.lineItemUrl)
  })

  const lineItems = { url: 'http://lms/items', link: { id: '9', moduleId: module.id } }
  const searching = { registrationId: 'registration-1', sealedSub: 'v1.sealed', lineItems }
  const sought = { itemsUrl: 'http://lms/items', resourceId: module.id, label: module.title.vi }

  it('looks for the column of the module where the launch named none', async () => {
    const learning = aLearningService()
    await learnAll(learning, aVisit({ scoreTarget: searching }), { module })
    expect(learning.memory.enqueued).to.deep.equal([
      {
        registrationId: 'registration-1',
        sealedSub: 'v1.sealed',
        lineItemSearch: { ...sought, linkId: '9' },
        learnerKey: visit.learnerKey,
        completedAt: learning.clock.now(),
      },
    ])
    const [completion] = learning.memory.storedCompletions.values()
    expect(completion).not.to.have.property('scoreIntent')
  })

  it('leaves the activity’s own column alone where the activity is of another module, or of all', async () => {
    const links = [{ id: '9', moduleId: 'B9' }, undefined]
    for (const link of links) {
      const learning = aLearningService()
      const place = { url: lineItems.url, ...(link && { link }) }
      await learnAll(learning, aVisit({ scoreTarget: { ...searching, lineItems: place } }), {
        module,
      })
      expect(learning.memory.enqueued[0]).to.deep.include({ lineItemSearch: sought })
    }
  })
})
