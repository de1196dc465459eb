import { expect } from 'chai'

import type { LateChangeKind } from '../../src/requirements/index.ts'
import { aPlannedPeriod } from '../support/a-period.ts'
import { aHeldSession, aProvince } from '../support/a-province.ts'
import { aSchool } from '../support/a-school.ts'
import { onEveryEngine } from '../support/engines.ts'
import { codeOf } from '../support/rejection.ts'

const ID = aPlannedPeriod().id
const PRIMARY = aSchool()
const KINDERGARTEN = aSchool({ code: '72000301', kind: 'MN' })
const COMBINED = aSchool({ code: '72000501', kind: 'TH&THCS' })

onEveryEngine('periods and what they freeze', (opened) => {
  async function open(schools = [PRIMARY, KINDERGARTEN, COMBINED]) {
    const { storage } = opened()
    const province = await aProvince(storage, { schools })
    await province.requirements.add(aPlannedPeriod())
    await province.requirements.open(ID)
    const change = (kind: LateChangeKind, reason: string, schoolId = PRIMARY.id) =>
      province.requirements.change({ periodId: ID, schoolId, kind, reason, by: 'account-1' })
    return { storage, province, change }
  }

  it('freezes the obligated set when a period opens', async () => {
    const { storage } = await open()
    const set = await storage.obligations.listOfPeriod(ID)
    const codes = set.map(({ school }) => school.code).sort()
    expect(codes).to.deep.equal([PRIMARY.code, COMBINED.code])
    expect(await storage.periods.find(ID)).to.deep.include({ state: 'open', revision: 2 })
  })

  it('shows a combined school once, with a status for each stage', async () => {
    const { province } = await open()
    const { figures } = await province.reader.figures({ period: await province.reader.period(ID) })
    expect(figures.obligated).to.equal(2)
    expect(figures.byStage.th.obligated).to.equal(2)
    expect(figures.byStage.thcs.obligated).to.equal(1)
  })

  it('counts what was confirmed in the very moment of the opening', async () => {
    const { storage } = opened()
    const periods: typeof storage.periods = {
      ...storage.periods,
      async replace(period) {
        // The rows are computed already, and nobody touches those of a period that is not open.
        await province.projector.runOnce()
        await province.hold(aHeldSession())
        await storage.periods.replace(period)
      },
    }
    const province = await aProvince({ ...storage, periods }, { schools: [PRIMARY] })
    // A process that starts counts everything; this one has been running for long.
    await province.worker.runOnce()
    await province.requirements.add(aPlannedPeriod())
    await province.requirements.open(ID)
    const row = await province.reader.find({ periodId: ID, schoolId: PRIMARY.id })
    expect(row?.status).to.equal('met')
  })

  it('opens once', async () => {
    const { province } = await open()
    expect(await codeOf(province.requirements.open(ID))).to.equal('period-not-planned')
  })

  it('does not open while no school owes anything', async () => {
    const province = await aProvince(opened().storage, { schools: [KINDERGARTEN] })
    await province.requirements.add(aPlannedPeriod())
    expect(await codeOf(province.requirements.open(ID))).to.equal('period-without-schools')
  })

  it('closes once, and only when it is open', async () => {
    const { province, storage } = await open()
    await province.requirements.close(ID)
    expect((await storage.periods.find(ID))?.closedAt).to.deep.equal(province.clock.now())
    expect(await codeOf(province.requirements.close(ID))).to.equal('period-not-open')
  })

  it('exempts with a reason, and takes it back, both on record', async () => {
    const { province, storage, change } = await open()
    await change('exempted', 'Trường đang sửa chữa')
    const exempt = await storage.obligations.find(ID, PRIMARY.id)
    expect(exempt?.exempt).to.deep.equal({ reason: 'Trường đang sửa chữa' })
    await change('restored', 'Đã sửa xong')
    const restored = await storage.obligations.find(ID, PRIMARY.id)
    expect(restored).not.to.have.property('exempt')
    const at = province.clock.now()
    expect(restored?.changes).to.deep.equal([
      { kind: 'exempted', reason: 'Trường đang sửa chữa', at, by: 'account-1' },
      { kind: 'restored', reason: 'Đã sửa xong', at, by: 'account-1' },
    ])
  })

  it('takes an exempt school out of the figure', async () => {
    const { province, change } = await open()
    await change('exempted', 'Trường đang sửa chữa')
    await province.projector.runOnce()
    const { figures } = await province.reader.figures({ period: await province.reader.period(ID) })
    expect(figures.obligated).to.equal(1)
    expect(figures.byStatus.exempt).to.equal(1)
  })

  for (const reason of ['', '   ', 'x'.repeat(301)]) {
    it(`refuses a change with ${reason.trim() ? 'an endless' : 'no'} reason (${reason.length})`, async () => {
      const { change } = await open()
      expect(await codeOf(change('exempted', reason))).to.equal('reason-missing')
    })
  }

  it('includes a school that became obligated afterwards', async () => {
    const late = aSchool({ code: '72000499' })
    const { province, storage } = await open()
    const after = await aProvince(storage, { schools: [PRIMARY, late] })
    const request = { periodId: ID, schoolId: late.id, reason: 'Trường mới thành lập' } as const
    await after.requirements.change({ ...request, kind: 'included' })
    await after.projector.runOnce()
    const { figures } = await province.reader.figures({ period: await province.reader.period(ID) })
    expect(figures.obligated).to.equal(3)
    const again = after.requirements.change({ ...request, kind: 'included' })
    expect(await codeOf(again)).to.equal('obligation-exists')
  })

  it('does not include a school outside the plan', async () => {
    const { change } = await open()
    const included = change('included', 'Thêm vào', KINDERGARTEN.id)
    expect(await codeOf(included)).to.equal('school-not-obligated')
  })

  it('has nobody to exempt outside the set', async () => {
    const { change } = await open()
    const exempted = change('exempted', 'Không rõ', KINDERGARTEN.id)
    expect(await codeOf(exempted)).to.equal('obligation-not-found')
  })

  it('changes nothing about a closed period', async () => {
    const { province, change } = await open()
    await province.requirements.close(ID)
    expect(await codeOf(change('exempted', 'Muộn rồi'))).to.equal('period-not-open')
  })

  it('knows no other period', async () => {
    const { requirements } = await aProvince(opened().storage)
    expect(await codeOf(requirements.get('nope'))).to.equal('period-not-found')
  })

  describe('other modules', () => {
    const modulesOf = async (province: Awaited<ReturnType<typeof open>>['province']) =>
      (await province.reader.figures({ period: { id: ID } })).figures

    it('change the completion rate of an open period at once, and nothing else', async () => {
      const { storage, province } = await open([PRIMARY])
      await province.hold(aHeldSession())
      const { modules: before, ...rest } = await modulesOf(province)
      const request = { periodId: ID, modules: [], reason: ' Chưa chọn lại ', by: 'account-1' }
      await province.requirements.changeModules(request)
      const { modules: after, ...same } = await modulesOf(province)
      expect([before.expected, after.expected]).to.deep.equal([60, 0])
      expect(same).to.deep.equal(rest)
      const period = await storage.periods.find(ID)
      const change = { at: province.clock.now(), from: ['B5'], to: [] }
      expect(period?.moduleChanges).to.deep.equal([
        { ...change, reason: 'Chưa chọn lại', by: 'account-1' },
      ])
    })

    it('leave nothing behind where they are the same ones', async () => {
      const { storage, province } = await open([PRIMARY])
      await province.requirements.changeModules({ periodId: ID, modules: ['B5'], reason: '' })
      expect(await storage.periods.find(ID)).to.not.have.property('moduleChanges')
    })
  })
})
