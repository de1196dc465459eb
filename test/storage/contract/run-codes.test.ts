import { expect } from 'chai'

import { newRunCode, runCodeIdOf } from '../../../src/sessions/index.ts'
import { aRunOrigin } from '../../support/a-run.ts'
import { onEveryEngine } from '../../support/engines.ts'

const NOW = new Date('2026-11-23T00:15:00.000Z')

onEveryEngine('RunCodeRepository', (opened) => {
  it('gives a code to the first who asks, with all that the run starts from', async () => {
    const { runCodes } = opened().storage
    const { code, record } = newRunCode(aRunOrigin({ contextKey: 'course-1' }), NOW)
    await runCodes.add(record)
    expect(await runCodes.consume(runCodeIdOf(code), NOW)).to.deep.equal(record)
    expect(await runCodes.consume(runCodeIdOf(code), NOW)).to.equal(undefined)
  })

  it('gives it to one of two who ask at once', async () => {
    const { storage, reopen } = opened()
    const { record } = newRunCode(aRunOrigin(), NOW)
    await storage.runCodes.add(record)
    const got = await Promise.all([
      storage.runCodes.consume(record.id, NOW),
      reopen().runCodes.consume(record.id, NOW),
    ])
    expect(got.filter(Boolean)).to.deep.equal([record])
  })

  it('gives one that is over to nobody', async () => {
    const { runCodes } = opened().storage
    const { record } = newRunCode(aRunOrigin(), NOW)
    await runCodes.add(record)
    const justBefore = new Date(record.expiresAt.getTime() - 1)
    expect(await runCodes.consume(record.id, record.expiresAt)).to.equal(undefined)
    expect(await runCodes.consume(record.id, justBefore)).to.deep.equal(record)
  })

  it('sweeps what is over and nothing else', async () => {
    const { runCodes } = opened().storage
    const old = newRunCode(aRunOrigin(), NOW).record
    const later = newRunCode(aRunOrigin(), new Date(NOW.getTime() + 1)).record
    await runCodes.add(old)
    await runCodes.add(later)
    expect(await runCodes.sweep(old.expiresAt)).to.equal(1)
    expect(await runCodes.consume(later.id, NOW)).to.deep.equal(later)
  })

  it('stores nothing from which the code could be had', () => {
    const { code, record } = newRunCode(aRunOrigin(), NOW)
    expect(JSON.stringify(record)).not.to.include(code)
  })
})
