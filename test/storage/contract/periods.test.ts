import { expect } from 'chai'

import type { Day } from '../../../src/runtime/index.ts'
import { aPeriod, aPlannedPeriod } from '../../support/a-period.ts'
import { onEveryEngine } from '../../support/engines.ts'
import { codeOf } from '../../support/rejection.ts'

onEveryEngine('PeriodRepository', (opened) => {
  it('gives back what was added, to another process too', async () => {
    const { storage, reopen } = opened()
    const closed = aPeriod({ state: 'closed', closedAt: new Date('2027-01-12T00:00:00.500Z') })
    await storage.periods.add(closed)
    expect(await reopen().periods.find(closed.id)).to.deep.equal(closed)
  })

  it('keeps what was changed about the modules, and when', async () => {
    const { storage, reopen } = opened()
    const at = new Date('2026-11-23T00:15:00.250Z')
    const change = { at, from: ['B5'], to: ['B5', 'D1'], reason: 'Thêm bài', by: 'account-1' }
    const { by: _none, ...byNobody } = change
    await storage.periods.add(aPlannedPeriod())
    await storage.periods.replace(aPeriod({ moduleChanges: [change, byNobody] }))
    const found = await reopen().periods.find(aPeriod().id)
    expect(found?.moduleChanges).to.deep.equal([change, byNobody])
  })

  it('refuses an id that is taken', async () => {
    const { periods } = opened().storage
    await periods.add(aPlannedPeriod())
    expect(await codeOf(periods.add(aPlannedPeriod()))).to.equal('period-exists')
  })

  it('lists the latest first', async () => {
    const { periods } = opened().storage
    await periods.add(aPlannedPeriod({ id: 'hk1' }))
    await periods.add(aPlannedPeriod({ id: 'hk2', from: '2027-01-11' as Day }))
    expect((await periods.list()).map(({ id }) => id)).to.deep.equal(['hk2', 'hk1'])
  })

  it('replaces the record that was read, and no newer one', async () => {
    const { periods } = opened().storage
    await periods.add(aPlannedPeriod())
    await periods.replace(aPeriod())
    expect(await periods.find(aPeriod().id)).to.deep.equal(aPeriod())
    expect(await codeOf(periods.replace(aPeriod()))).to.equal('period-changed')
  })

  it('has nothing for an unknown id', async () => {
    expect(await opened().storage.periods.find('nope')).to.equal(undefined)
  })
})
