import { expect } from 'chai'

import { nextStepOf, type SchoolPowers } from '../../src/coverage/school-next.ts'
import type { StageStatus } from '../../src/requirements/index.ts'
import type { SessionState } from '../../src/sessions/index.ts'
import { aRow } from '../support/a-coverage-row.ts'
import { aPeriod } from '../support/a-period.ts'

const NOBODY = { mayConfirm: false, mayEdit: false, mayRecord: false, mayManage: false }
const TEACHER: SchoolPowers = { ...NOBODY, mayEdit: true, mayRecord: true }
const PRINCIPAL: SchoolPowers = { ...TEACHER, mayConfirm: true }
const OFFICER: SchoolPowers = { ...NOBODY, mayManage: true }

interface Given {
  readonly who: SchoolPowers
  readonly status: StageStatus
  readonly sessions?: readonly SessionState[]
  readonly state?: 'open' | 'closed'
}

function stepOf({ who: powers, status, sessions = [], state = 'open' }: Given) {
  const row = aRow()
  const stages = row.stages.map((stage) => ({ ...stage, status }))
  return nextStepOf({
    period: aPeriod({ state }),
    row: { status, stages },
    sessions: sessions.map((one) => ({ state: one })),
    powers,
  })
}

describe('the one thing to do on a school’s page', () => {
  it('is to confirm what waits, for whoever confirms', () => {
    const given = { status: 'held-unconfirmed', sessions: ['held', 'held'] } as const
    expect(stepOf({ who: PRINCIPAL, ...given })).to.deep.equal({ step: 'confirm', count: 2 })
    expect(stepOf({ who: TEACHER, ...given })).to.equal(undefined)
  })

  it('is to correct what was returned', () => {
    const given = { status: 'returned', sessions: ['returned'] } as const
    expect(stepOf({ who: TEACHER, ...given })).to.deep.equal({ step: 'correct' })
  })

  for (const status of ['no-plan', 'planned', 'overdue'] as const) {
    it(`is to record a session while it is ${status}`, () => {
      expect(stepOf({ who: TEACHER, status })).to.deep.equal({ step: 'record' })
    })
  }

  for (const status of ['met', 'exempt'] as const) {
    it(`is nothing where it is ${status}`, () => {
      expect(stepOf({ who: PRINCIPAL, status, sessions: ['confirmed', 'returned'] })).to.equal(
        undefined,
      )
    })
  }

  it('is nothing in a closed period', () => {
    const given = { status: 'overdue', sessions: ['held'], state: 'closed' } as const
    expect(stepOf({ who: PRINCIPAL, ...given })).to.equal(undefined)
  })

  it('is nothing for whoever only looks', () => {
    expect(stepOf({ who: OFFICER, status: 'overdue', sessions: ['held'] })).to.equal(undefined)
  })

  it('is nothing for a school that owes nothing', () => {
    const facts = { period: aPeriod(), row: undefined, sessions: [], powers: PRINCIPAL }
    expect(nextStepOf(facts)).to.equal(undefined)
  })
})
