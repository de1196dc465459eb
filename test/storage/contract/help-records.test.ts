import { expect } from 'chai'

import type { Day } from '../../../src/runtime/index.ts'
import { aCounsellor, aFacility, aHotline } from '../../support/a-help-record.ts'
import { onEveryEngine } from '../../support/engines.ts'
import { codeOf } from '../../support/rejection.ts'

onEveryEngine('HelpRecordRepository', (opened) => {
  it('gives back every kind as it was written, to another process too, in the order of the ids', async () => {
    const { storage, reopen } = opened()
    for (const record of [aFacility(), aHotline(), aCounsellor()])
      await storage.helpRecords.add(record)
    expect(await reopen().helpRecords.list()).to.deep.equal([
      aCounsellor(),
      aHotline(),
      aFacility(),
    ])
  })

  it('has a version that grows with every change and stays without one', async () => {
    const { storage, reopen } = opened()
    const fresh = await storage.helpRecords.version()
    await storage.helpRecords.add(aHotline())
    const added = await reopen().helpRecords.version()
    await storage.helpRecords.replace(aHotline({ name: 'Khác', revision: 2 }))
    const replaced = await reopen().helpRecords.version()
    expect([added > fresh, replaced > added]).to.deep.equal([true, true])
    await storage.helpRecords.list()
    expect(await storage.helpRecords.version()).to.equal(replaced)
  })

  it('keeps the day on which somebody last looked at it, and a record that has none', async () => {
    const { storage, reopen } = opened()
    const checkedOn = '2026-11-25' as Day
    await storage.helpRecords.add(aFacility())
    await storage.helpRecords.add(aCounsellor({ checkedOn }))
    expect(await reopen().helpRecords.list()).to.deep.equal([
      aCounsellor({ checkedOn }),
      aFacility(),
    ])
    const looked = aFacility({ checkedOn, revision: 2 })
    await storage.helpRecords.replace(looked)
    expect(await reopen().helpRecords.list()).to.deep.include(looked)
  })

  it('takes an id once', async () => {
    const { helpRecords } = opened().storage
    await helpRecords.add(aHotline())
    expect(await codeOf(helpRecords.add(aHotline()))).to.equal('help-record-exists')
  })

  it('replaces the record that was read, and no newer one', async () => {
    const { helpRecords } = opened().storage
    await helpRecords.add(aHotline())
    const next = aHotline({ number: '1800 1567', revision: 2 })
    await helpRecords.replace(next)
    expect(await helpRecords.list()).to.deep.equal([next])
    expect(await codeOf(helpRecords.replace(next))).to.equal('help-record-changed')
    expect(await codeOf(helpRecords.replace(aFacility({ revision: 2 })))).to.equal(
      'help-record-changed',
    )
  })

  it('of two at once lets one in', async () => {
    const { storage, reopen } = opened()
    await storage.helpRecords.add(aHotline())
    const one = storage.helpRecords.replace(aHotline({ name: 'Một', revision: 2 }))
    const other = reopen().helpRecords.replace(aHotline({ name: 'Hai', revision: 2 }))
    const results = await Promise.allSettled([one, other])
    expect(results.filter(({ status }) => status === 'fulfilled')).to.have.length(1)
  })
})
