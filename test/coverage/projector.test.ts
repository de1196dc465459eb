import { expect } from 'chai'

import type { CoverageRepository } from '../../src/coverage/index.ts'
import type { School } from '../../src/schools/index.ts'
import type { Session, SessionId } from '../../src/sessions/index.ts'
import { aPlannedPeriod } from '../support/a-period.ts'
import { aHeldSession, aProvince } from '../support/a-province.ts'
import { aSchool } from '../support/a-school.ts'
import { onEveryEngine, type Storage } from '../support/engines.ts'

const PERIOD = aPlannedPeriod()
const FIRST = aSchool()
const SECOND = aSchool({ code: '72000501' })
const KEY = { periodId: PERIOD.id, schoolId: FIRST.id }

function sessionOf(school: School, overrides: Partial<Session> = {}): Session {
  return aHeldSession({
    id: `session-${school.code}` as SessionId,
    schoolId: school.id,
    ...overrides,
  })
}

onEveryEngine('the projector', (opened) => {
  async function anOpenPeriod() {
    const { storage } = opened()
    const province = await aProvince(storage, { schools: [FIRST, SECOND] })
    await province.requirements.add(PERIOD)
    await province.requirements.open(PERIOD.id)
    const rows = storage.coverageRows
    /** Stores the fact and wants its rows, and no more: nothing is computed yet. */
    const tell = async (session: Session) => {
      province.facts.sessions.set(session.id, session)
      await rows.touch([PERIOD.id], session.schoolId)
    }
    return {
      province,
      storage,
      rows,
      tell,
      /** Another projector, whose store does something else now and then. */
      odd: (changed: Partial<CoverageRepository>, others: Partial<Storage> = {}) =>
        province.modelOn({ ...storage, ...others, coverageRows: { ...rows, ...changed } })
          .projector,
      row: () => rows.find(KEY),
      /** The version before anything was told. */
      begun: (await rows.find(KEY))!.version,
      met: async () => (await province.reader.figures({ period: PERIOD })).figures.met,
      dirty: async () => (await rows.listDirty(undefined, 10)).map(({ schoolId }) => schoolId),
    }
  }

  it('computes what is wanted, and tells how many rows', async () => {
    const { province, tell, met, dirty } = await anOpenPeriod()
    await tell(sessionOf(FIRST))
    await tell(sessionOf(SECOND))
    expect(await province.projector.runOnce()).to.equal(2)
    expect(await met()).to.equal(2)
    expect(await dirty()).to.deep.equal([])
    expect(await province.projector.runOnce()).to.equal(0)
  })

  it('computes more rows than it takes at once, each of them once', async () => {
    const many = Array.from({ length: 450 }, (_none, index) => aSchool({ code: `73${index}` }))
    const province = await aProvince(opened().storage, { schools: many })
    await province.requirements.add(PERIOD)
    await province.requirements.open(PERIOD.id)
    await opened().storage.coverageRows.touchAll(PERIOD.id)
    expect(await province.projector.runOnce()).to.equal(450)
    const { figures } = await province.reader.figures({ period: PERIOD })
    expect(figures.obligated).to.equal(450)
  })

  it('computes only the rows of one school for whoever waits for them', async () => {
    const { province, tell, met, dirty } = await anOpenPeriod()
    await tell(sessionOf(FIRST))
    await tell(sessionOf(SECOND))
    await province.projector.runSchool(FIRST.id)
    expect(await met()).to.equal(1)
    expect(await dirty()).to.deep.equal([SECOND.id])
  })

  for (const [who, run] of [
    ['a run', 'runOnce'],
    ['who waits for a school', 'runSchool'],
  ] as const) {
    it(`sees a fact that arrives while the row is computed: ${who}`, async () => {
      const { rows, odd, tell, row, met, dirty } = await anOpenPeriod()
      let isNew = true
      const projector = odd({
        async storeRows(stores) {
          if (isNew) await tell(sessionOf(FIRST))
          isNew = false
          return rows.storeRows(stores)
        },
      })
      await tell(sessionOf(FIRST, { state: 'held' }))
      await projector[run](FIRST.id)
      expect((await row())?.status).to.equal('met')
      expect(await met()).to.equal(1)
      expect(await dirty()).to.deep.equal([])
    })

    it(`shows the newest fact though a run on older facts was faster: ${who}`, async () => {
      const { province, rows, odd, tell, row, dirty } = await anOpenPeriod()
      let isFirst = true
      const slow = odd({
        async listDirty(after, limit) {
          const states = await rows.listDirty(after, limit)
          return overtaken(states)
        },
        async listDirtyOfSchool(schoolId) {
          return overtaken(await rows.listDirtyOfSchool(schoolId))
        },
      })
      /** Between reading the versions and storing, the other process stores what it read before the last fact. */
      async function overtaken<T>(states: T): Promise<T> {
        if (!isFirst) return states
        isFirst = false
        const [state] = await rows.listDirtyOfSchool(FIRST.id)
        const older = { ...(await row())!, version: state!.wanted - 1 }
        await rows.storeRows([{ row: older, over: state!.stored }])
        return states
      }
      await tell(sessionOf(FIRST, { state: 'held' }))
      await tell(sessionOf(FIRST))
      await slow[run](FIRST.id)
      expect((await row())?.status).to.equal('met')
      expect(await dirty()).to.deep.equal([])
      expect(await province.projector.runOnce()).to.equal(0)
    })
  }

  it('never puts an older row over a newer one', async () => {
    const { province, rows, odd, tell, row, met, begun } = await anOpenPeriod()
    let isFirst = true
    const slow = odd({
      async storeRows(stores) {
        if (isFirst) {
          isFirst = false
          await tell(sessionOf(FIRST))
          await province.projector.runOnce()
        }
        return rows.storeRows(stores)
      },
    })
    await tell(sessionOf(FIRST, { state: 'held' }))
    await slow.runOnce()
    expect(await row()).to.include({ status: 'met', version: begun + 2 })
    expect((await row())?.log.map(({ to }) => to)).to.deep.equal(['met'])
    expect(await met()).to.equal(1)
  })

  it('never puts an older sum over a newer one', async () => {
    const { province, rows, odd, tell, met } = await anOpenPeriod()
    let isFirst = true
    const slow = odd({
      async storeCells(periodId, cells) {
        if (isFirst) {
          isFirst = false
          await tell(sessionOf(SECOND))
          await province.projector.runOnce()
        }
        await rows.storeCells(periodId, cells)
      },
    })
    await tell(sessionOf(FIRST))
    await slow.runOnce()
    expect(await met()).to.equal(2)
  })

  it('counts the others when one school cannot be computed, and tries it again', async () => {
    const { province, storage, odd, tell, met, dirty } = await anOpenPeriod()
    const obligations = {
      ...storage.obligations,
      find: (periodId: string, schoolId: string) =>
        schoolId === FIRST.id
          ? Promise.reject(new Error('unreadable'))
          : storage.obligations.find(periodId, SECOND.id),
    }
    await tell(sessionOf(FIRST))
    await tell(sessionOf(SECOND))
    expect(await odd({}, { obligations }).runOnce()).to.equal(1)
    expect(await met()).to.equal(1)
    expect(await dirty()).to.deep.equal([FIRST.id])
    const failure = province.logLines.find((line) => line.includes('row failed'))
    expect(failure).to.contain(FIRST.id).and.to.contain('unreadable')
    await province.projector.runOnce()
    expect(await met()).to.equal(2)
  })

  it('leaves the rows of a closed period as they are', async () => {
    const { province, rows, tell, row, dirty } = await anOpenPeriod()
    await tell(sessionOf(FIRST))
    await province.requirements.close(PERIOD.id)
    const frozen = await row()
    expect(frozen?.status).to.equal('met')
    await tell(sessionOf(FIRST, { state: 'returned' }))
    await rows.touchAll(PERIOD.id)
    expect(await province.projector.runOnce()).to.equal(0)
    expect(await row()).to.deep.equal(frozen)
    expect(await dirty()).to.deep.equal([])
  })

  it('is not kept from one period by another that is closed', async () => {
    const { province, rows, tell } = await anOpenPeriod()
    await province.requirements.add({ ...PERIOD, id: 'another' })
    await province.requirements.open('another')
    await province.requirements.close(PERIOD.id)
    await tell(sessionOf(FIRST))
    await rows.touch(['another'], FIRST.id)
    await province.projector.runSchool(FIRST.id)
    expect((await rows.find({ ...KEY, periodId: 'another' }))?.status).to.equal('met')
    expect((await rows.find(KEY))?.status).to.equal('no-plan')
  })

  it('counts in a period only what was held and completed in its days', async () => {
    const { province, rows, row } = await anOpenPeriod()
    const on = (day: string) => ({ schoolId: FIRST.id, moduleId: 'B5', on: day as never })
    province.facts.completions.push(on('2026-09-06'), on('2026-09-07'), on('2027-01-09'))
    province.facts.completions.push(on('2027-01-10'))
    await rows.touchAll(PERIOD.id)
    await province.projector.runOnce()
    expect((await row())?.modules.completions).to.equal(2)
  })

  describe('after a crash', () => {
    const crash = () => Promise.reject(new Error('killed'))
    const moments: [string, (rows: CoverageRepository) => Partial<CoverageRepository>][] = [
      ['before the rows were stored', () => ({ storeRows: crash })],
      [
        'after the rows were stored',
        (rows) => ({ storeRows: (stores) => rows.storeRows(stores).then(crash) }),
      ],
      ['before the sums were stored', () => ({ storeCells: crash })],
      [
        'after the sums were stored',
        (rows) => ({ storeCells: (id, cells) => rows.storeCells(id, cells).then(crash) }),
      ],
      ['before the rows were clean', () => ({ settle: crash })],
    ]
    for (const [when, crashing] of moments) {
      it(`${when}, does the work again and finds the same`, async () => {
        const { province, rows, odd, tell, row, met, dirty, begun } = await anOpenPeriod()
        await tell(sessionOf(FIRST))
        const killed = await odd(crashing(rows)).runOnce().then(String, String)
        expect(killed).to.equal('Error: killed')
        expect(await dirty()).to.deep.equal([FIRST.id])
        await province.projector.runOnce()
        expect(await dirty()).to.deep.equal([])
        expect(await met()).to.equal(1)
        expect(await row()).to.include({ status: 'met', version: begun + 1 })
        expect((await row())?.log.map(({ to, version }) => [to, version])).to.deep.equal([
          ['met', begun + 1],
        ])
      })
    }
  })
})
