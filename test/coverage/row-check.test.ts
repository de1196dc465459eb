import { expect } from 'chai'

import { cellOf, createRowCheck, figuresOf, type RowProblem } from '../../src/coverage/index.ts'
import type { Day } from '../../src/runtime/index.ts'
import { anObligation, aPeriod } from '../support/a-period.ts'
import { aHeldSession, aProvince, MODULES, type Province } from '../support/a-province.ts'
import { aSchool } from '../support/a-school.ts'
import { onEveryEngine } from '../support/engines.ts'

const PERIOD = aPeriod()
const SCHOOL = aSchool()
const OTHER = aSchool({ code: '72000501', name: 'Trường Tiểu học Lê Lợi' })
const KEY = { periodId: PERIOD.id, schoolId: SCHOOL.id }

onEveryEngine('The check of the read model', (opened) => {
  let province: Province
  beforeEach(async () => {
    const { storage } = opened()
    province = await aProvince(storage, { schools: [SCHOOL, OTHER] })
    await storage.periods.add(PERIOD)
    const owed = [anObligation(), anObligation({}, OTHER)]
    await storage.obligations.freeze(PERIOD.id, owed)
    await province.seeds.seed(owed)
    await province.hold(aHeldSession())
    await province.projector.runOnce()
  })

  const check = () =>
    createRowCheck({
      ...opened().storage,
      rows: opened().storage.coverageRows,
      sessions: province.sessions,
      completions: province.counter,
      modules: { list: () => MODULES },
    }).run()
  const found = async () =>
    (await check()).map(({ kind, periodId, of }: RowProblem) => ({ kind, periodId, of }))

  it('finds nothing where every row follows from its facts', async () => {
    expect(await check()).to.deep.equal([])
  })

  it('finds a row that its facts have left behind', async () => {
    province.facts.sessions.set(aHeldSession().id, aHeldSession({ state: 'held' }))
    expect(await found()).to.deep.equal([
      { kind: 'differs-from-facts', periodId: PERIOD.id, of: SCHOOL.id },
    ])
  })

  it('finds a completion that nobody counted', async () => {
    const on = '2026-11-20' as Day
    province.facts.completions.push({ schoolId: SCHOOL.id, moduleId: 'B5', on })
    expect((await found()).map(({ of }) => of)).to.deep.equal([SCHOOL.id])
  })

  it('lets a row wait that is still to be computed', async () => {
    province.facts.sessions.set(aHeldSession().id, aHeldSession({ state: 'held' }))
    await opened().storage.coverageRows.touch([PERIOD.id], SCHOOL.id)
    expect(await found()).to.deep.equal([])
  })

  it('judges a row for the day for which it was computed', async () => {
    province.clock.advance(30 * 24 * 60 * 60 * 1000)
    expect(await found()).to.deep.equal([])
  })

  it('leaves the figures of a closed period as they stand', async () => {
    province.facts.sessions.set(aHeldSession().id, aHeldSession({ state: 'held' }))
    const closedAt = new Date('2026-11-23T02:00:00.000Z')
    await opened().storage.periods.replace({ ...PERIOD, state: 'closed', closedAt, revision: 3 })
    expect(await found()).to.deep.equal([])
  })

  it('finds a school that owes and has no row', async () => {
    const third = aSchool({ code: '72000502' })
    await opened().storage.obligations.add(anObligation({}, third))
    expect(await found()).to.deep.equal([{ kind: 'no-row', periodId: PERIOD.id, of: third.id }])
    await province.seeds.seed([anObligation({}, third)])
    expect(await found()).to.deep.equal([])
  })

  it('finds a row of a school that owes nothing', async () => {
    await opened().storage.obligations.freeze(PERIOD.id, [anObligation()])
    expect(await found()).to.deep.equal([{ kind: 'not-owed', periodId: PERIOD.id, of: OTHER.id }])
  })

  it('finds a sum that is not that of its rows, unless one of them waits', async () => {
    const { coverageRows } = opened().storage
    const { school } = anObligation()
    const cell = { id: cellOf(school), basis: 99, figures: figuresOf([]) }
    await coverageRows.storeCells(PERIOD.id, [cell])
    expect(await found()).to.deep.equal([{ kind: 'sum-differs', periodId: PERIOD.id, of: cell.id }])
    await coverageRows.touch([PERIOD.id], SCHOOL.id)
    expect(await found()).to.deep.equal([])
  })

  it('changes nothing', async () => {
    const { coverageRows } = opened().storage
    const before = await coverageRows.find(KEY)
    await check()
    expect(await coverageRows.find(KEY)).to.deep.equal(before)
    expect(await coverageRows.listDirty(undefined, 1)).to.deep.equal([])
  })
})
