import { expect } from 'chai'

import type { Day } from '../../../src/runtime/index.ts'
import { schoolIdOf } from '../../../src/schools/index.ts'
import type { Session, SessionId } from '../../../src/sessions/index.ts'
import { aSchool } from '../../support/a-school.ts'
import { aContent, after, aPlan, aSession, PRINCIPAL, TEACHER } from '../../support/a-session.ts'
import { onEveryEngine } from '../../support/engines.ts'
import { codeOf } from '../../support/rejection.ts'

const day = (text: string) => text as Day
const school = aSchool().id
const named = (id: string, overrides: Partial<Session> = {}) =>
  aSession({ id: id as SessionId, ...overrides })
const idsOf = (sessions: readonly Session[]) => sessions.map(({ id }) => id)

/** Every field that a session can have. */
const whole = aSession({
  ...aContent({
    startedAt: new Date('2026-11-22T00:15:00.000Z'),
    modules: [{ id: 'B5', version: '1' }],
    topics: ['Lừa đảo qua mạng'],
    otherStages: ['th'],
    adultCount: 4,
    evidence: [
      { kind: 'run-log', runId: 'run-1' },
      { kind: 'link', url: 'https://truong.example/tin/1' },
      { kind: 'paper', note: 'Biên bản số 12' },
    ],
  }),
})

onEveryEngine('SessionRepository', (opened) => {
  it('finds a session as it was added, with its whole history', async () => {
    const { sessions } = opened().storage
    const returned = after(whole, ['confirmed', PRINCIPAL], ['returned', PRINCIPAL])
    const plain = named('plain')
    expect(await sessions.add(returned)).to.deep.equal(returned)
    await sessions.add(plain)
    expect(await sessions.find(whole.id)).to.deep.equal(returned)
    expect(await sessions.find(plain.id)).to.deep.equal(plain)
    expect(await sessions.find('unknown' as SessionId)).to.equal(undefined)
  })

  it('adds many at once, and keeps those that are there', async () => {
    const { storage, reopen } = opened()
    await storage.sessions.add(whole)
    const another = named('another')
    await storage.sessions.addAll([another, { ...whole, minutes: 1 }])
    expect(await reopen().sessions.find(another.id)).to.deep.equal(another)
    expect(await storage.sessions.find(whole.id)).to.deep.equal(whole)
  })

  it('keeps the first of two presses, and gives it to both', async () => {
    const { storage, reopen } = opened()
    const both = await Promise.all([
      storage.sessions.add(aSession()),
      reopen().sessions.add(aSession({ minutes: 45 })),
    ])
    expect(both[0]).to.deep.equal(both[1])
    expect(await storage.sessions.find(aSession().id)).to.deep.equal(both[0])
  })

  it('replaces a session that stands one revision before, and no other', async () => {
    const { sessions } = opened().storage
    await sessions.add(aSession())
    const changed = { ...after(aSession(), ['changed', TEACHER]), minutes: 45 }
    await sessions.replace(changed)
    expect(await sessions.find(changed.id)).to.deep.equal(changed)
    expect(await codeOf(sessions.replace(changed))).to.equal('session-changed')
    expect(await codeOf(sessions.replace(named('unknown', { revision: 2 })))).to.equal(
      'session-changed',
    )
  })

  it('lets one of two editors through', async () => {
    const { storage, reopen } = opened()
    await storage.sessions.add(aSession())
    const mine = after(aSession(), ['changed', TEACHER])
    const both = await Promise.allSettled([
      storage.sessions.replace({ ...mine, minutes: 40 }),
      reopen().sessions.replace({ ...mine, minutes: 45 }),
    ])
    expect(both.map(({ status }) => status).toSorted()).to.deep.equal(['fulfilled', 'rejected'])
  })

  it('lists what one school held between two days, both included, the latest first', async () => {
    const { sessions } = opened().storage
    const days = ['2026-09-06', '2026-09-07', '2026-11-22', '2027-01-09', '2027-01-10']
    for (const heldOn of days) await sessions.add(named(heldOn, { heldOn: day(heldOn) }))
    await sessions.add(named('elsewhere', { schoolId: schoolIdOf('72000999') }))
    const listed = await sessions.listOfSchool(school, day('2026-09-07'), day('2027-01-09'))
    expect(idsOf(listed)).to.deep.equal(['2027-01-09', '2026-11-22', '2026-09-07'])
  })

  it('lists a session under the day to which it was moved', async () => {
    const { sessions } = opened().storage
    await sessions.add(aSession())
    const heldOn = day('2026-11-20')
    await sessions.replace({ ...after(aSession(), ['changed', TEACHER]), heldOn })
    expect(await sessions.listOfSchool(school, day('2026-11-21'), day('2026-11-30'))).to.deep.equal(
      [],
    )
    expect(idsOf(await sessions.listOfSchool(school, heldOn, heldOn))).to.deep.equal([
      aSession().id,
    ])
  })

  it('lists what waits for somebody of the school, oldest first', async () => {
    const { sessions } = opened().storage
    const held = named('held')
    const returned = after(named('returned', { heldOn: day('2026-11-02') }), [
      'returned',
      PRINCIPAL,
    ])
    const others = [
      after(named('confirmed'), ['confirmed', PRINCIPAL]),
      after(named('withdrawn'), ['withdrawn', TEACHER]),
      { ...aPlan(), id: 'plan' as SessionId },
      named('elsewhere', { schoolId: schoolIdOf('72000999') }),
    ]
    for (const one of [held, returned, ...others]) await sessions.add(one)
    expect(idsOf(await sessions.listWaiting(school))).to.deep.equal(['returned', 'held'])
  })
})
