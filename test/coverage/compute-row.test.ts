import { expect } from 'chai'

import {
  type ComputedRow,
  computeRow,
  type CoverageRow,
  nextRow,
} from '../../src/coverage/index.ts'
import type { StageStatus } from '../../src/requirements/index.ts'
import type { Day } from '../../src/runtime/index.ts'
import type { AudienceLine, Session, SessionId } from '../../src/sessions/index.ts'
import { aRow, someFacts } from '../support/a-coverage-row.ts'
import { anObligation, aPeriod } from '../support/a-period.ts'
import { aHeldSession } from '../support/a-province.ts'
import { anArea, aSchool } from '../support/a-school.ts'

const COMBINED = anObligation({}, aSchool({ code: '72000501', kind: 'TH&THCS' }))
const LOWER: AudienceLine = { label: '4A', grade: 4, enrolled: 31, present: 30 }
const UPPER: AudienceLine = { label: '6A', grade: 6, enrolled: 31, present: 30 }

/** Confirmed on that day at 02:00 UTC, which is 09:00 here. */
function confirmedOn(day: string, overrides: Partial<Session> = {}): Session {
  const [recorded, confirmed] = aHeldSession().entries
  const at = new Date(`${day}T02:00:00.000Z`)
  return aHeldSession({ entries: [recorded!, { ...confirmed!, at }], ...overrides })
}

function statusesOf(row: ComputedRow): readonly StageStatus[] {
  return row.stages.map(({ status }) => status)
}

describe('the row of a school', () => {
  it('says what followed from its facts', () => {
    const row = computeRow(someFacts())
    expect(row).to.deep.equal({
      periodId: '2026-2027-hk1',
      schoolId: aSchool().id,
      code: '72000412',
      name: 'Trường Tiểu học Nguyễn Trãi',
      communeId: anArea().id,
      cell: `${anArea().id}|`,
      sortKey: '5 truong tieu hoc nguyen trai 72000412',
      status: 'met',
      stages: [
        {
          ...{ stage: 'th', status: 'met', sessions: 1, owed: 1 },
          ...{ present: 30, enrolled: 60, completions: 2, dueOn: '2026-11-30' },
        },
      ],
      modules: { completions: 2, expected: 60 },
      trained: 0,
      evidence: ['run-log'],
      metOn: '2026-11-10',
      computedOn: '2026-11-23',
    })
  })

  it('counts a session for each stage of which somebody was there', () => {
    const both = computeRow(
      someFacts({ obligation: COMBINED, sessions: [aHeldSession({ audience: [LOWER, UPPER] })] }),
    )
    expect(statusesOf(both)).to.deep.equal(['met', 'met'])
    const one = computeRow(
      someFacts({
        obligation: COMBINED,
        sessions: [aHeldSession({ audience: [LOWER, { ...UPPER, present: 0 }] })],
      }),
    )
    expect(statusesOf(one)).to.deep.equal(['met', 'no-plan'])
    expect(one.status).to.equal('no-plan')
    expect(one).not.to.have.property('metOn')
  })

  const statuses: [string, Partial<Session>, StageStatus][] = [
    ['one that waits for confirmation', { state: 'held' }, 'held-unconfirmed'],
    ['a returned one', { state: 'returned' }, 'returned'],
    ['a plan', { state: 'planned', audience: [] }, 'planned'],
    ['a withdrawn one', { state: 'withdrawn' }, 'no-plan'],
    ['a held one outside the period', { state: 'held', heldOn: '2027-02-01' as Day }, 'no-plan'],
    ['a returned one outside it', { state: 'returned', heldOn: '2027-02-01' as Day }, 'no-plan'],
    ['a plan outside it', { state: 'planned', heldOn: '2027-02-01' as Day }, 'no-plan'],
    ['a held one with nobody there', { state: 'held', audience: [] }, 'no-plan'],
    ['a returned one with nobody there', { state: 'returned', audience: [] }, 'no-plan'],
    ['a held one of another stage', { state: 'held', audience: [UPPER] }, 'no-plan'],
    ['a plan for another stage', { state: 'planned', audience: [UPPER] }, 'no-plan'],
  ]
  for (const [what, session, status] of statuses) {
    it(`is ${status} with ${what}`, () => {
      const row = computeRow(someFacts({ sessions: [aHeldSession(session)] }))
      expect(row.status).to.equal(status)
      expect(row.stages[0]).to.include({ sessions: 0, present: 0 })
    })
  }

  it('is overdue the morning after the due day, not on it', () => {
    const on = (today: string) =>
      computeRow(someFacts({ sessions: [], today: today as Day })).status
    expect(on('2026-11-30')).to.equal('no-plan')
    expect(on('2026-12-01')).to.equal('overdue')
  })

  it('owes as many sessions as the period says', () => {
    const period = aPeriod({ minSessions: 2 })
    const two = [aHeldSession(), aHeldSession({ id: 'session-2' as SessionId })]
    expect(computeRow(someFacts({ period })).status).to.equal('planned')
    const met = computeRow(someFacts({ period, sessions: two }))
    expect(met.stages[0]).to.include({ status: 'met', sessions: 2, owed: 2, present: 30 })
  })

  it('does not count what was confirmed after the period was closed', () => {
    const period = aPeriod({ state: 'closed', closedAt: new Date('2026-11-09T17:00:00.000Z') })
    const row = computeRow(someFacts({ period }))
    expect(row.status).to.equal('no-plan')
    expect(row.stages[0]).to.include({ sessions: 0, present: 0 })
  })

  it('is exempt with its reason, whatever was held', () => {
    const obligation = anObligation({ exempt: { reason: 'Đang sửa chữa' } })
    const row = computeRow(someFacts({ obligation, today: '2026-12-24' as Day }))
    expect(row).to.include({ status: 'exempt', exemptReason: 'Đang sửa chữa' })
    expect(row.stages[0]).to.include({ status: 'exempt', sessions: 1, present: 30 })
    expect(row).not.to.have.property('metOn')
  })

  it('expects no completions where the department picked no modules', () => {
    const row = computeRow(someFacts({ period: aPeriod({ modules: [] }) }))
    expect(row.modules).to.deep.equal({ completions: 2, expected: 0 })
  })

  it('shows the kinds of evidence of sessions that were held, each once', () => {
    const link = { kind: 'link', url: 'https://truong.example/tin' } as const
    const paper = { kind: 'paper', note: 'Biên bản' } as const
    const sessions = [
      aHeldSession({ evidence: [link, link] }),
      aHeldSession({ state: 'held', evidence: [{ kind: 'run-log', runId: 'run-1' }] }),
      aHeldSession({ state: 'returned', evidence: [paper] }),
    ]
    expect(computeRow(someFacts({ sessions })).evidence).to.deep.equal(['run-log', 'link'])
  })
})

describe('the day on which a row was met', () => {
  const metOn = (sessions: readonly Session[], minSessions = 1, obligation = anObligation()) =>
    computeRow(someFacts({ obligation, sessions, period: aPeriod({ minSessions }) })).metOn

  it('is a day of Việt Nam', () => {
    const [recorded, confirmed] = aHeldSession().entries
    const at = new Date('2026-11-10T17:30:00.000Z')
    const session = aHeldSession({ entries: [recorded!, { ...confirmed!, at }] })
    expect(metOn([session])).to.equal('2026-11-11')
  })

  it('is that of the first confirmation where more came than were owed', () => {
    expect(metOn([confirmedOn('2026-11-20'), confirmedOn('2026-11-12')])).to.equal('2026-11-12')
  })

  it('is that of the last confirmation that was owed', () => {
    const three = ['2026-11-20', '2026-11-12', '2026-11-15'].map((day) => confirmedOn(day))
    expect(metOn(three, 2)).to.equal('2026-11-15')
  })

  it('is that of the stage that waited longest', () => {
    const sessions = [
      confirmedOn('2026-11-20', { audience: [UPPER] }),
      confirmedOn('2026-11-12', { audience: [LOWER] }),
      confirmedOn('2026-11-22', { audience: [LOWER] }),
    ]
    expect(metOn(sessions, 1, COMBINED)).to.equal('2026-11-20')
  })
})

describe('a row after the one before', () => {
  const at = (day: number) => new Date(Date.UTC(2026, 10, day, 2))
  const unmet = computeRow(someFacts({ sessions: [] }))
  const met = computeRow(someFacts())
  const exempt = computeRow(
    someFacts({ obligation: anObligation({ exempt: { reason: 'Đang sửa chữa' } }) }),
  )
  const chain = (...rows: readonly ComputedRow[]) =>
    rows.reduce<CoverageRow | undefined>(
      (before, row, index) => nextRow(before, row, { version: index + 1, at: at(index + 10) }),
      undefined,
    )!

  it('begins with what is not “no plan”', () => {
    expect(chain(unmet).log).to.deep.equal([])
    expect(chain(met).log).to.deep.equal([
      { stage: 'th', from: 'no-plan', to: 'met', at: at(10), version: 1 },
    ])
  })

  it('keeps what changed, and adds nothing where nothing did', () => {
    const row = chain(unmet, met, met, unmet)
    expect(row.version).to.equal(4)
    expect(row.log).to.deep.equal([
      { stage: 'th', from: 'no-plan', to: 'met', at: at(11), version: 2 },
      { stage: 'th', from: 'met', to: 'no-plan', at: at(13), version: 4 },
    ])
  })

  it('keeps a change for each stage', () => {
    const sessions = [aHeldSession({ audience: [LOWER, UPPER] })]
    const { log } = aRow({ obligation: COMBINED, sessions })
    expect(log.map(({ stage, to }) => [stage, to])).to.deep.equal([
      ['th', 'met'],
      ['thcs', 'met'],
    ])
  })

  it('forgets the oldest changes of a school that changes for ever', () => {
    const rows = Array.from({ length: 60 }, (_none, index) => (index % 2 === 0 ? met : unmet))
    const { log } = chain(...rows)
    expect(log).to.have.length(40)
    expect(log.at(-1)?.version).to.equal(60)
    expect(log[0]?.version).to.equal(21)
  })

  it('knows since when it is no longer met, until it is met again', () => {
    expect(chain(unmet)).not.to.have.property('lostOn')
    expect(chain(met, unmet).lostOn).to.equal('2026-11-11')
    expect(chain(met, unmet, unmet).lostOn).to.equal('2026-11-11')
    expect(chain(met, unmet, met)).not.to.have.property('lostOn')
  })

  it('lost nothing by being exempt', () => {
    expect(chain(met, exempt)).not.to.have.property('lostOn')
    expect(chain(met, exempt, unmet)).not.to.have.property('lostOn')
  })
})
