import { mock } from 'node:test'

import { expect } from 'chai'

import { createRateLimit } from '../../src/runtime/index.ts'

describe('a rate limit', () => {
  beforeEach(() => {
    mock.timers.enable({ apis: ['Date'], now: new Date('2026-11-23T00:15:00.000Z') })
  })
  afterEach(() => {
    mock.timers.reset()
  })

  it('lets its points pass, then says how long to wait', async () => {
    const limit = createRateLimit({ points: 2, windowS: 60 })
    expect([await limit.take('a'), await limit.take('a')]).to.deep.equal([undefined, undefined])
    mock.timers.tick(20_000)
    expect(await limit.take('a')).to.equal(40)
  })

  it('begins again when the window is over', async () => {
    const limit = createRateLimit({ points: 1, windowS: 60 })
    await limit.take('a')
    expect(await limit.take('a')).to.equal(60)
    mock.timers.tick(60_000)
    expect(await limit.take('a')).to.equal(undefined)
  })

  it('counts each key for itself', async () => {
    const limit = createRateLimit({ points: 1, windowS: 60 })
    await limit.take('a')
    expect(await limit.take('b')).to.equal(undefined)
  })

  it('takes some back', async () => {
    const limit = createRateLimit({ points: 1, windowS: 60 })
    await limit.take('a')
    await limit.giveBack('a', 1)
    expect(await limit.take('a')).to.equal(undefined)
  })

  it('has no more counters than slots, whatever keys strangers make up', async () => {
    const limit = createRateLimit({ points: 1, windowS: 60, slotCount: 8 })
    const passed = await Promise.all(Array.from({ length: 1000 }, (_, i) => limit.take(`key ${i}`)))
    expect(passed.filter((waitS) => waitS === undefined)).to.have.length(8)
  })
})
