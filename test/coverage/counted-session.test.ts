import { expect } from 'chai'

import { confirmedAt, stagesPlanned, stagesPresent } from '../../src/coverage/counted-session.ts'
import { type NotCounted, whyNotCounted } from '../../src/coverage/index.ts'
import type { Period } from '../../src/requirements/index.ts'
import type { Day } from '../../src/runtime/index.ts'
import type { Stage } from '../../src/schools/index.ts'
import type { AudienceLine, Session } from '../../src/sessions/index.ts'
import { aPeriod } from '../support/a-period.ts'
import { aHeldSession } from '../support/a-province.ts'

const CLASS: AudienceLine = { label: '4A', grade: 4, enrolled: 31, present: 30 }
const UPPER: AudienceLine = { label: '6A', grade: 6, enrolled: 31, present: 30 }
const GROUP: AudienceLine = { label: 'Nhóm 1', grade: 0, enrolled: 31, present: 30 }
const ABSENT = { present: 0 }

const CONFIRMED_AT = aHeldSession().entries.at(-1)!.at

function why(
  session: Partial<Session>,
  period: Partial<Period> = {},
  stages: readonly Stage[] = ['th'],
): readonly NotCounted[] {
  return whyNotCounted(aHeldSession(session), { stages }, aPeriod(period))
}

describe('why a session does not count', () => {
  it('is nothing: confirmed, in time, and somebody of the school was there', () => {
    expect(why({})).to.deep.equal([])
  })

  const states: [Session['state'], NotCounted][] = [
    ['planned', 'only-planned'],
    ['held', 'unconfirmed'],
    ['returned', 'returned'],
    ['withdrawn', 'withdrawn'],
  ]
  for (const [state, reason] of states) {
    it(`is “${reason}” for one that is ${state}`, () => {
      expect(why({ state })).to.deep.equal([reason])
    })
  }

  const days: [string, string, readonly NotCounted[]][] = [
    ['before the first day', '2026-09-06', ['outside-period']],
    ['on the first day', '2026-09-07', []],
    ['on the last day', '2027-01-09', []],
    ['after the last day', '2027-01-10', ['outside-period']],
    ['after the due day, but within the period', '2026-12-01', []],
  ]
  for (const [when, heldOn, reasons] of days) {
    it(`is “${reasons.join() || 'nothing'}” for one that was held ${when}`, () => {
      expect(why({ heldOn: heldOn as Day })).to.deep.equal(reasons)
    })
  }

  it('is “confirmed-too-late” when the figures were frozen before', () => {
    expect(why({}, { closedAt: new Date(CONFIRMED_AT.getTime() - 1) })).to.deep.equal([
      'confirmed-too-late',
    ])
    expect(why({}, { closedAt: CONFIRMED_AT })).to.deep.equal([])
  })

  it('asks for the last confirmation, not for the one before a change', () => {
    const [recorded, confirmed] = aHeldSession().entries
    const again = { ...confirmed!, at: new Date('2027-01-20T02:00:00.000Z') }
    const entries = [recorded!, confirmed!, { ...confirmed!, what: 'changed' as const }, again]
    const closedAt = new Date('2027-01-12T00:00:00.000Z')
    expect(why({ entries }, { closedAt })).to.deep.equal(['confirmed-too-late'])
  })

  const audiences: [string, Partial<Session>, readonly Stage[], readonly NotCounted[]][] = [
    ['no line', { audience: [] }, ['th'], ['no-pupils']],
    ['only absent pupils', { audience: [{ ...CLASS, ...ABSENT }] }, ['th'], ['nobody-present']],
    ['a group of no stage', { audience: [GROUP] }, ['th'], ['nobody-present']],
    ['a class of another stage', { audience: [UPPER] }, ['th'], ['stage-not-taught']],
    [
      'a group of another stage',
      { audience: [GROUP], otherStages: ['care'] },
      ['th'],
      ['stage-not-taught'],
    ],
    ['a group of the school', { audience: [GROUP], otherStages: ['care'] }, ['care'], []],
    ['one class of the school among others', { audience: [UPPER, CLASS] }, ['th'], []],
    [
      'an own class absent, another’s there',
      { audience: [UPPER, { ...CLASS, ...ABSENT }] },
      ['th'],
      ['stage-not-taught'],
    ],
  ]
  for (const [what, session, stages, reasons] of audiences) {
    it(`is “${reasons.join() || 'nothing'}” with ${what}`, () => {
      expect(why(session, {}, stages)).to.deep.equal(reasons)
    })
  }

  it('tells every reason at once', () => {
    const session = { state: 'held', heldOn: '2026-09-01' as Day, audience: [UPPER] } as const
    expect(why(session)).to.deep.equal(['unconfirmed', 'outside-period', 'stage-not-taught'])
  })

  it('does not ask of a plan who was there', () => {
    expect(why({ state: 'planned', audience: [] })).to.deep.equal(['only-planned'])
  })
})

describe('the moment of confirmation', () => {
  it('is that of the last confirmation, while it stands', () => {
    expect(confirmedAt(aHeldSession())).to.deep.equal(CONFIRMED_AT)
    expect(confirmedAt(aHeldSession({ state: 'returned' }))).to.equal(undefined)
  })
})

describe('stages of a session', () => {
  it('are those of which somebody was there', () => {
    const audience = [UPPER, { ...CLASS, ...ABSENT }]
    expect(stagesPresent(aHeldSession({ audience }))).to.deep.equal(['thcs'])
  })

  it('are the other stages only where a group was there', () => {
    const otherStages: readonly Stage[] = ['care', 'th']
    const with_ = (audience: readonly AudienceLine[]) =>
      stagesPresent(aHeldSession({ audience, otherStages }))
    expect(with_([UPPER])).to.deep.equal(['thcs'])
    expect(with_([UPPER, { ...GROUP, ...ABSENT }])).to.deep.equal(['thcs'])
    expect(with_([UPPER, GROUP])).to.deep.equal(['th', 'thcs', 'care'])
  })

  it('are of a line that names a stage that stage alone', () => {
    const audience = [
      { ...GROUP, label: 'Cấp tiểu học', ...ABSENT },
      { ...GROUP, label: 'cấp THCS' },
    ]
    const otherStages: readonly Stage[] = ['th', 'thcs']
    expect(stagesPresent(aHeldSession({ audience, otherStages }))).to.deep.equal(['thcs'])
  })

  it('are for a plan those that it names', () => {
    const plan = aHeldSession({ state: 'planned', audience: [{ ...UPPER, ...ABSENT }] })
    expect(stagesPlanned(plan, { stages: ['th', 'thcs'] })).to.deep.equal(['thcs'])
  })

  it('are for a plan that names none all that the school owes', () => {
    const plan = aHeldSession({ state: 'planned', audience: [] })
    expect(stagesPlanned(plan, { stages: ['thcs', 'th'] })).to.deep.equal(['th', 'thcs'])
  })
})
