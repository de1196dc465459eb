import { expect } from 'chai'

import { aCalendar, aProgramme } from '../../support/a-rule.ts'
import { onEveryEngine } from '../../support/engines.ts'
import { codeOf } from '../../support/rejection.ts'

onEveryEngine('ProgrammeRepository and CalendarRepository', (opened) => {
  it('give back what was written, to another process too', async () => {
    const { storage, reopen } = opened()
    await storage.programmes.add(aProgramme())
    await storage.calendars.add(aCalendar())
    expect(await reopen().programmes.find('qd-830')).to.deep.equal(aProgramme())
    expect(await reopen().calendars.find('2026-2027')).to.deep.equal(aCalendar())
  })

  it('list in the order of the ids', async () => {
    const { programmes } = opened().storage
    await programmes.add(aProgramme({ id: 'b' }))
    await programmes.add(aProgramme({ id: 'a' }))
    expect((await programmes.list()).map(({ id }) => id)).to.deep.equal(['a', 'b'])
    expect(await programmes.find('c')).to.equal(undefined)
  })

  it('take an id once', async () => {
    const { calendars } = opened().storage
    await calendars.add(aCalendar())
    expect(await codeOf(calendars.add(aCalendar()))).to.equal('rule-exists')
  })

  it('replace the record that was read, and no newer one', async () => {
    const { programmes } = opened().storage
    await programmes.add(aProgramme())
    const next = aProgramme({ name: 'Chương trình 2026–2030', revision: 2 })
    await programmes.replace(next)
    expect(await programmes.find(next.id)).to.deep.equal(next)
    expect(await codeOf(programmes.replace(next))).to.equal('rule-changed')
  })

  it('of two at once let one in', async () => {
    const { storage, reopen } = opened()
    await storage.programmes.add(aProgramme())
    const one = storage.programmes.replace(aProgramme({ name: 'Một', revision: 2 }))
    const other = reopen().programmes.replace(aProgramme({ name: 'Hai', revision: 2 }))
    const results = await Promise.allSettled([one, other])
    expect(results.filter(({ status }) => status === 'fulfilled')).to.have.length(1)
  })
})
