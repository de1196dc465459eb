import { expect } from 'chai'

import type { Obligation } from '../../../src/requirements/index.ts'
import { anObligation } from '../../support/a-period.ts'
import { aSchool } from '../../support/a-school.ts'
import { onEveryEngine } from '../../support/engines.ts'
import { codeOf } from '../../support/rejection.ts'

const FIRST = anObligation()
const SECOND = anObligation({}, aSchool({ code: '72000501', kind: 'TH&THCS' }))
const PERIOD = FIRST.periodId

const CHANGED: Obligation = {
  ...FIRST,
  exempt: { reason: 'Trường đang sửa chữa' },
  changes: [
    {
      kind: 'exempted',
      reason: 'Trường đang sửa chữa',
      at: new Date('2026-11-23T00:15:00.250Z'),
      by: 'account-1',
    },
  ],
  revision: 2,
}

onEveryEngine('ObligationRepository', (opened) => {
  it('gives back the frozen set, to another process too', async () => {
    const { storage, reopen } = opened()
    await storage.obligations.freeze(PERIOD, [FIRST, SECOND])
    const set = await reopen().obligations.listOfPeriod(PERIOD)
    expect(set).to.have.deep.members([FIRST, SECOND])
    expect(await reopen().obligations.find(PERIOD, SECOND.schoolId)).to.deep.equal(SECOND)
  })

  it('freezes exactly what it was given last', async () => {
    const { obligations } = opened().storage
    await obligations.freeze(PERIOD, [FIRST, SECOND])
    await obligations.freeze(PERIOD, [SECOND])
    expect(await obligations.listOfPeriod(PERIOD)).to.deep.equal([SECOND])
  })

  it('keeps periods apart', async () => {
    const { obligations } = opened().storage
    const elsewhere = { ...FIRST, periodId: 'hk2' }
    await obligations.freeze(PERIOD, [FIRST])
    await obligations.freeze('hk2', [elsewhere])
    await obligations.freeze(PERIOD, [])
    expect(await obligations.listOfPeriod('hk2')).to.deep.equal([elsewhere])
  })

  it('adds a school once', async () => {
    const { obligations } = opened().storage
    await obligations.add(FIRST)
    expect(await codeOf(obligations.add(FIRST))).to.equal('obligation-exists')
  })

  it('replaces the record that was read, and no newer one', async () => {
    const { obligations } = opened().storage
    await obligations.add(FIRST)
    await obligations.replace(CHANGED)
    expect(await obligations.find(PERIOD, FIRST.schoolId)).to.deep.equal(CHANGED)
    expect(await codeOf(obligations.replace(CHANGED))).to.equal('obligation-changed')
  })

  it('has nothing for a school outside the set', async () => {
    const { obligations } = opened().storage
    expect(await obligations.find(PERIOD, FIRST.schoolId)).to.equal(undefined)
  })
})
