import { expect } from 'chai'

import type { Day } from '../../src/runtime/index.ts'
import { flagsOf, type Session, type SessionId } from '../../src/sessions/index.ts'
import { after, aPlan, aSession, PRINCIPAL, TEACHER } from '../support/a-session.ts'

const day = (text: string) => text as Day
const others = (count: number, overrides: (index: number) => Partial<Session>) =>
  Array.from({ length: count }, (_, index) =>
    aSession({
      id: `session-${index}` as SessionId,
      heldOn: day('2026-11-02'),
      ...overrides(index),
    }),
  )

describe('what is worth a second look', () => {
  it('is nothing in an ordinary session', () => {
    expect(flagsOf(aSession())).to.deep.equal([])
    expect(flagsOf(after(aSession(), ['confirmed', PRINCIPAL]))).to.deep.equal([])
  })

  it('is more present than enrolled', () => {
    const audience = [{ label: '4A', grade: 4, enrolled: 31, present: 32 }]
    expect(flagsOf(aSession({ audience }))).to.deep.equal(['more-present-than-enrolled'])
  })

  it('is what was entered more than 14 days after its day', () => {
    expect(flagsOf(aSession({ heldOn: day('2026-11-09') }))).to.deep.equal([])
    expect(flagsOf(aSession({ heldOn: day('2026-11-08') }))).to.deep.equal(['late-entry'])
  })

  it('is a plan that was reported as held long after its day, and never a plan', () => {
    const plan = aPlan({ heldOn: day('2026-11-01') })
    expect(flagsOf(plan)).to.deep.equal([])
    expect(flagsOf(after(plan, ['changed', TEACHER]))).to.deep.equal(['late-entry'])
    const inTime = aPlan({ heldOn: day('2026-11-20') })
    expect(flagsOf(after(inTime, ['changed', TEACHER]))).to.deep.equal([])
  })

  it('is one person who recorded and confirmed it', () => {
    const alone = after(aSession(), [
      'confirmed',
      { ...TEACHER, role: 'principal' } as typeof TEACHER,
    ])
    expect(flagsOf(alone)).to.deep.equal(['confirmed-by-recorder'])
  })

  it('asks who wrote the text that was confirmed, not who wrote the first', () => {
    const corrected = after(aSession(), ['changed', PRINCIPAL])
    expect(flagsOf(after(corrected, ['confirmed', PRINCIPAL]))).to.deep.equal([
      'confirmed-by-recorder',
    ])
    const taken = after(corrected, ['changed', TEACHER], ['confirmed', PRINCIPAL])
    expect(flagsOf(taken)).to.deep.equal([])
  })

  it('is six sessions entered within an hour', () => {
    expect(
      flagsOf(
        aSession(),
        others(4, () => ({})),
      ),
    ).to.deep.equal([])
    expect(
      flagsOf(
        aSession(),
        others(5, () => ({})),
      ),
    ).to.deep.equal(['entered-in-bulk'])
    const spread = others(5, (index) => {
      const at = new Date(aSession().enteredAt.getTime() + (index + 2) * 60 * 60 * 1000)
      return { entries: [{ ...aSession().entries[0]!, at }] }
    })
    expect(flagsOf(aSession(), spread)).to.deep.equal([])
  })

  it('is not a term’s plans made in one evening', () => {
    const plans = others(6, () => ({ ...aPlan(), heldOn: day('2026-12-14') })).map(
      (plan, index) => ({ ...plan, id: `plan-${index}` as SessionId }),
    )
    expect(flagsOf(aPlan(), plans)).to.deep.equal([])
    expect(flagsOf(aSession(), plans)).to.deep.equal([])
    const reports = plans.map((plan) => after(plan, ['changed', TEACHER]))
    expect(flagsOf(aSession(), reports)).to.deep.equal(['entered-in-bulk'])
  })

  it('is another session of the same day, form and class', () => {
    const id = 'another' as SessionId
    expect(flagsOf(aSession(), [aSession({ id })])).to.deep.equal(['looks-like-another'])
    const elsewhere = aSession({
      id,
      audience: [{ label: '4B', grade: 4, enrolled: 29, present: 29 }],
    })
    expect(flagsOf(aSession(), [elsewhere])).to.deep.equal([])
    expect(flagsOf(aSession(), [aSession({ id, form: 'lesson' })])).to.deep.equal([])
  })

  it('compares a session neither with itself nor with what was withdrawn', () => {
    const gone = after(aSession({ id: 'gone' as SessionId }), ['withdrawn', TEACHER])
    expect(flagsOf(aSession(), [aSession(), gone])).to.deep.equal([])
  })

  it('is a presentation that was leafed through', () => {
    const log = { kind: 'run-log', runId: 'run-1' } as const
    expect(flagsOf(aSession({ evidence: [log] }))).to.deep.equal([])
    const evidence = [{ ...log, isSkimmed: true } as const]
    expect(flagsOf(aSession({ evidence }))).to.deep.equal(['run-skimmed'])
  })
})
