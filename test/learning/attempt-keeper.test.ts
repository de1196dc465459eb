import { expect } from 'chai'

import { ConflictError } from '../../src/errors/index.ts'
import { createAttemptKeeper } from '../../src/learning/attempt-keeper.ts'
import { withAnswer, withStepDone } from '../../src/learning/progress.ts'
import { aClock } from '../support/a-clock.ts'
import { aModule } from '../support/a-module.ts'
import { aVisit } from '../support/a-visit.ts'
import { memoryLearning } from '../support/memory-learning.ts'

const DAY_MS = 24 * 60 * 60 * 1000

describe('createAttemptKeeper', () => {
  const visit = aVisit()
  const module = aModule()

  function aKeeper() {
    const clock = aClock()
    const memory = memoryLearning()
    return { clock, memory, keeper: createAttemptKeeper({ ...memory, clock }) }
  }

  it('stores a change and counts its revision', async () => {
    const { keeper } = aKeeper()
    await keeper.change(visit, module, (before) => withStepDone(before, 'doc'))
    await keeper.change(visit, module, (before) => withStepDone(before, 'nho'))
    const stored = await keeper.find(visit, module)
    expect(stored).to.deep.include({ doneSteps: ['doc', 'nho'], revision: 2 })
  })

  it('stores nothing where nothing changes', async () => {
    const { keeper, memory } = aKeeper()
    await keeper.change(visit, module, (before) => withStepDone(before, 'doc'))
    await keeper.change(visit, module, (before) => withStepDone(before, 'doc'))
    expect([...memory.storedAttempts.values()].map(({ revision }) => revision)).to.deep.equal([1])
  })

  it('adds to what another press stored in between', async () => {
    const { keeper, memory } = aKeeper()
    const { attempt } = await keeper.change(visit, module, (before) => withStepDone(before, 'doc'))
    memory.interruptNextFind(() => {
      const stored = memory.storedAttempts.get(attempt.id)!
      memory.storedAttempts.set(attempt.id, { ...withAnswer(stored, 'q1', true), revision: 2 })
    })
    const { attempt: after } = await keeper.change(visit, module, (before) =>
      withStepDone(before, 'nho'),
    )
    expect(after).to.deep.include({
      doneSteps: ['doc', 'nho'],
      answers: { q1: { first: true, latest: true } },
      revision: 3,
    })
  })

  it('gives up after three tries', async () => {
    const { keeper, memory } = aKeeper()
    let saves = 0
    memory.attempts.save = () => {
      saves += 1
      return Promise.reject(new ConflictError('attempt-changed'))
    }
    const change = keeper.change(visit, module, (before) => withStepDone(before, 'doc'))
    const error: unknown = await change.catch((thrown: unknown) => thrown)
    expect(error).to.be.instanceOf(ConflictError)
    expect(saves).to.equal(3)
  })

  it('hands on any other failure at once', async () => {
    const { keeper, memory } = aKeeper()
    memory.attempts.save = () => Promise.reject(new Error('the disk is full'))
    const change = keeper.change(visit, module, (before) => withStepDone(before, 'doc'))
    const error: unknown = await change.catch((thrown: unknown) => thrown)
    expect(error).to.have.property('message', 'the disk is full')
  })

  it('begins anew over an attempt that has expired and was not swept', async () => {
    const { keeper, clock } = aKeeper()
    await keeper.change(visit, module, (before) => withStepDone(before, 'doc'))
    clock.advance(61 * DAY_MS)
    const { attempt: after } = await keeper.change(visit, module, (before) =>
      withStepDone(before, 'nho'),
    )
    expect(after).to.deep.include({ doneSteps: ['nho'], revision: 1 })
  })

  it('keeps the versions of a module apart', async () => {
    const { keeper } = aKeeper()
    await keeper.change(visit, module, (before) => withStepDone(before, 'doc'))
    expect(await keeper.find(visit, aModule({ version: '2' }))).to.equal(undefined)
  })
})
