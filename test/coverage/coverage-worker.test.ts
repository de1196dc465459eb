import { setTimeout as sleep } from 'node:timers/promises'

import { expect } from 'chai'

import type { Day } from '../../src/runtime/index.ts'
import { type Session, type SessionId } from '../../src/sessions/index.ts'
import { aPlannedPeriod } from '../support/a-period.ts'
import { aHeldSession, aProvince } from '../support/a-province.ts'
import { aSchool } from '../support/a-school.ts'
import { onEveryEngine } from '../support/engines.ts'

const PERIOD = aPlannedPeriod()
const FIRST = aSchool()
const SECOND = aSchool({ code: '72000501' })
const HOUR = 60 * 60 * 1000
const COMPLETION = { schoolId: FIRST.id, moduleId: 'B5', on: '2026-11-20' as Day }

onEveryEngine('the coverage worker', (opened) => {
  async function anOpenPeriod() {
    const { storage } = opened()
    const province = await aProvince(storage, { schools: [FIRST, SECOND] })
    await province.requirements.add(PERIOD)
    await province.requirements.open(PERIOD.id)
    await province.worker.runOnce()
    const row = () => storage.coverageRows.find({ periodId: PERIOD.id, schoolId: FIRST.id })
    return { storage, province, worker: province.worker, row }
  }

  it('shows a changed school before it answers', async () => {
    const { province, row } = await anOpenPeriod()
    await province.hold(aHeldSession())
    expect((await row())?.status).to.equal('met')
  })

  it('shows the change in every open period, and in no closed one', async () => {
    const { province, storage } = await anOpenPeriod()
    for (const id of ['second', 'third']) {
      await province.requirements.add({ ...PERIOD, id })
      await province.requirements.open(id)
    }
    await province.requirements.close('third')
    await province.hold(aHeldSession())
    const statuses = []
    for (const periodId of [PERIOD.id, 'second', 'third']) {
      const row = await storage.coverageRows.find({ periodId, schoolId: FIRST.id })
      statuses.push(row?.status)
    }
    expect(statuses).to.deep.equal(['met', 'met', 'no-plan'])
  })

  it('has nothing to do for a school outside every period', async () => {
    const { worker } = await anOpenPeriod()
    await worker.schoolChanged(aSchool({ code: '72000999' }).id)
    expect(await worker.runOnce()).to.equal(0)
  })

  it('counts a class that completes a module together once', async () => {
    const { province, worker, row } = await anOpenPeriod()
    for (let pupil = 0; pupil < 30; pupil += 1) {
      province.facts.completions.push(COMPLETION)
      worker.noteSchool(FIRST.id)
    }
    expect((await row())?.modules.completions).to.equal(0)
    expect(await worker.runOnce()).to.equal(1)
    expect((await row())?.modules.completions).to.equal(30)
    expect(await worker.runOnce()).to.equal(0)
  })

  it('keeps a noted school that could not be written down', async () => {
    const { storage, province } = await anOpenPeriod()
    let isBroken = false
    const coverageRows = {
      ...storage.coverageRows,
      touch: (...args: Parameters<typeof storage.coverageRows.touch>) =>
        isBroken ? Promise.reject(new Error('disk full')) : storage.coverageRows.touch(...args),
    }
    const { worker } = province.modelOn({ ...storage, coverageRows })
    await worker.runOnce()
    worker.noteSchool(FIRST.id)
    isBroken = true
    expect(await worker.runOnce().then(String, String)).to.equal('Error: disk full')
    isBroken = false
    expect(await worker.runOnce()).to.equal(1)
  })

  it('counts at its first run what a process that died had only noted', async () => {
    const { province, storage, row } = await anOpenPeriod()
    province.facts.completions.push(COMPLETION)
    const { worker } = province.modelOn(storage)
    expect(await worker.runOnce()).to.equal(2)
    expect((await row())?.modules.completions).to.equal(1)
    expect(await worker.runOnce()).to.equal(0)
  })

  it('finds schools late on the morning after the due day, and once', async () => {
    const { province, worker, row } = await anOpenPeriod()
    // From 07:15 on 23/11 to 23:15 on 30/11, the due day.
    province.clock.advance(7 * 24 * HOUR + 16 * HOUR)
    expect(province.today()).to.equal(PERIOD.due)
    expect(await worker.runOnce()).to.equal(0)
    expect((await row())?.status).to.equal('no-plan')
    province.clock.advance(HOUR)
    expect(await worker.runOnce()).to.equal(2)
    expect((await row())?.status).to.equal('overdue')
    expect(await worker.runOnce()).to.equal(0)
  })

  it('counts what was only noted before a period is closed', async () => {
    const { province, worker, row } = await anOpenPeriod()
    province.facts.completions.push(COMPLETION)
    worker.noteSchool(FIRST.id)
    await province.requirements.close(PERIOD.id)
    expect((await row())?.modules.completions).to.equal(1)
  })

  it('finds schools late before a period is closed, though no worker ran since', async () => {
    const { province, row } = await anOpenPeriod()
    province.clock.advance(30 * 24 * HOUR)
    await province.requirements.close(PERIOD.id)
    expect((await row())?.status).to.equal('overdue')
  })

  it('goes on by itself from start to stop', async () => {
    const { province, worker, row } = await anOpenPeriod()
    worker.start()
    province.facts.completions.push(COMPLETION)
    worker.noteSchool(FIRST.id)
    for (let tries = 0; tries < 60; tries += 1) {
      if ((await row())?.modules.completions === 1) break
      await sleep(25)
    }
    await worker.stop()
    expect((await row())?.modules.completions).to.equal(1)
    worker.noteSchool(FIRST.id)
    expect(await worker.runOnce()).to.equal(1)
  })

  it('tells the log what went wrong, and tries again', async () => {
    const { storage, province } = await anOpenPeriod()
    const periods = { ...storage.periods, list: () => Promise.reject(new Error('disk full')) }
    const { worker } = province.modelOn({ ...storage, periods })
    worker.start()
    for (let tries = 0; tries < 60 && province.logLines.length === 0; tries += 1) await sleep(25)
    await worker.stop()
    expect(province.logLines.join()).to.contain('coverage not brought up to date')
  })

  it('counts a session told of by either of two processes at the same moment', async () => {
    const { province, storage } = await anOpenPeriod()
    const others = province.modelOn(opened().reopen())
    const session = (school: typeof FIRST): Session =>
      aHeldSession({ id: `session-${school.code}` as SessionId, schoolId: school.id })
    for (const school of [FIRST, SECOND]) {
      const held = session(school)
      province.facts.sessions.set(held.id, held)
    }
    await Promise.all([
      province.worker.schoolChanged(FIRST.id),
      others.worker.schoolChanged(SECOND.id),
      others.worker.schoolChanged(FIRST.id),
      province.worker.schoolChanged(SECOND.id),
    ])
    const { figures } = await province.reader.figures({ period: PERIOD })
    expect(figures).to.include({ obligated: 2, met: 2 })
    expect(await storage.coverageRows.listDirty(undefined, 10)).to.deep.equal([])
  })
})
