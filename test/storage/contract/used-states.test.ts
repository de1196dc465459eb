import { expect } from 'chai'

import type { UsedStateId } from '../../../src/lti/index.ts'
import { onEveryEngine } from '../../support/engines.ts'

const id = 'state-1' as UsedStateId
const expiresAt = new Date('2026-11-23T01:20:00.000Z')

onEveryEngine('UsedStateRepository', (opened) => {
  it('tells exactly one of many callers that he is first, other processes included', async () => {
    const { storage, reopen } = opened()
    const other = reopen()
    const callers = Array.from({ length: 50 }, (_, index) => (index % 2 ? storage : other))
    const told = await Promise.all(callers.map(({ lti }) => lti.usedStates.use(id, expiresAt)))
    expect(told.filter(Boolean)).to.have.length(1)
    expect(await storage.lti.usedStates.use(id, expiresAt)).to.equal(false)
  })

  it('keeps states apart', async () => {
    const { usedStates } = opened().storage.lti
    expect(await usedStates.use(id, expiresAt)).to.equal(true)
    expect(await usedStates.use('state-2' as UsedStateId, expiresAt)).to.equal(true)
  })

  it('sweeps what has expired and keeps the rest', async () => {
    const { usedStates } = opened().storage.lti
    const later = 'state-2' as UsedStateId
    await usedStates.use(id, expiresAt)
    await usedStates.use(later, new Date(expiresAt.getTime() + 1))
    expect(await usedStates.sweep(expiresAt)).to.equal(1)
    expect(await usedStates.use(id, expiresAt)).to.equal(true)
    expect(await usedStates.use(later, expiresAt)).to.equal(false)
  })
})
