import { expect } from 'chai'

import {
  type AttestationStep,
  decideNextState,
  firstEntered,
  personKeyOf,
  SESSION_STATES,
  type SessionState,
} from '../../src/sessions/index.ts'
import { after, aPlan, aSession, LTI_TEACHER, PRINCIPAL, TEACHER } from '../support/a-session.ts'

type Row = Readonly<Record<SessionState, SessionState | undefined>>

const NEVER: Row = {
  planned: undefined,
  held: undefined,
  confirmed: undefined,
  returned: undefined,
  withdrawn: undefined,
}

/** What each state becomes by each step; undefined: it cannot. */
const TABLE: Readonly<Record<AttestationStep, Row>> = {
  planned: { ...NEVER, planned: 'planned' },
  changed: { ...NEVER, planned: 'held', held: 'held', confirmed: 'held', returned: 'held' },
  confirmed: { ...NEVER, held: 'confirmed' },
  returned: { ...NEVER, held: 'returned', confirmed: 'returned' },
  withdrawn: {
    planned: 'withdrawn',
    held: 'withdrawn',
    confirmed: 'withdrawn',
    returned: 'withdrawn',
    withdrawn: undefined,
  },
}

describe('the attestation of a session', () => {
  for (const [step, row] of Object.entries(TABLE)) {
    for (const state of SESSION_STATES) {
      const next = row[state]
      const outcome = next ? `makes it ${next}` : 'is not possible'
      it(`${step} of a session that is ${state}: ${outcome}`, () => {
        expect(decideNextState(state, step as AttestationStep)).to.equal(next)
      })
    }
  }

  it('keeps every step with who, when and which revision, oldest first', () => {
    const session = after(aSession(), ['returned', PRINCIPAL], ['changed', TEACHER])
    const { entries } = session
    expect(entries.map(({ what, revision }) => [what, revision])).to.deep.equal([
      ['recorded', 1],
      ['returned', 2],
      ['changed', 3],
    ])
    expect(entries.map(({ who }) => who)).to.deep.equal([TEACHER, PRINCIPAL, TEACHER])
    expect(entries[1]!.reason).to.equal('Thiếu lớp 4B')
    expect(session.revision).to.equal(3)
  })

  it('asks for a new confirmation after a change', () => {
    expect(after(aSession(), ['confirmed', PRINCIPAL], ['changed', TEACHER]).state).to.equal('held')
  })

  it('makes a plan a report by saying that it was held', () => {
    expect(after(aPlan(), ['planned', TEACHER]).state).to.equal('planned')
    expect(after(aPlan(), ['changed', TEACHER]).state).to.equal('held')
  })

  it('begins with what was said first', () => {
    const signed = { who: TEACHER, at: new Date(0) }
    expect(firstEntered(signed)).to.deep.include({ state: 'held', revision: 1 })
    expect(firstEntered(signed, 'planned')).to.deep.include({ state: 'planned', revision: 1 })
  })

  it('tells people apart by who they are and not by the role in which they act', () => {
    expect(personKeyOf({ ...PRINCIPAL, role: 'teacher' } as typeof PRINCIPAL)).to.equal(
      personKeyOf(PRINCIPAL),
    )
    expect(personKeyOf({ kind: 'lti', personKey: 'account-1' })).not.to.equal(
      personKeyOf(PRINCIPAL),
    )
    expect(personKeyOf(LTI_TEACHER)).to.equal('lti:teacher-1')
  })
})
