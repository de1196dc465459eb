import { expect } from 'chai'
import fc from 'fast-check'

import type { Day } from '../../src/runtime/index.ts'
import type { School, SchoolId } from '../../src/schools/index.ts'
import {
  type AttestationStep,
  type PersonRef,
  placed,
  type Session,
  type SessionContent,
  type SessionId,
  sessionIdOf,
  type SessionService,
} from '../../src/sessions/index.ts'
import { createSessionService } from '../../src/sessions/session-service.ts'
import { aContextKey } from '../support/a-binding.ts'
import { aClock } from '../support/a-clock.ts'
import { aLogger } from '../support/a-logger.ts'
import { aSchool } from '../support/a-school.ts'
import {
  aBigSchool,
  aContent,
  aKey,
  anUnplacedSession,
  LTI_TEACHER,
  PRINCIPAL,
  TEACHER,
} from '../support/a-session.ts'
import { onEveryEngine, type Storage } from '../support/engines.ts'
import { codeOf } from '../support/rejection.ts'

const SCHOOLS = new Map<SchoolId, School>([aSchool(), aBigSchool()].map((one) => [one.id, one]))
const place = { school: aSchool() }
const course = { contextKey: aContextKey('2') }
const recorded = { place, key: aKey(), content: aContent(), who: TEACHER }
const shorter = aContent({ minutes: 20 })
const longer = aContent({ minutes: 45 })

function aService(storage: Storage) {
  const told: (readonly [SchoolId, Day])[] = []
  let broken = 0
  const service = createSessionService({
    ...storage,
    directory: { byId: (id) => SCHOOLS.get(id) },
    clock: aClock(),
    logger: aLogger().logger,
    onSessionChanged(schoolId, heldOn) {
      if (broken-- > 0) return Promise.reject(new Error('the figure is out of reach'))
      told.push([schoolId, heldOn])
      return Promise.resolve()
    },
  })
  const breakTelling = (times: number) => void (broken = times)
  return { service, told, breakTelling }
}

const press = (
  service: SessionService,
  { id, revision }: Pick<Session, 'id' | 'revision'>,
  ...[step, who, content]: [AttestationStep, PersonRef, SessionContent?]
) => service.decide({ id, revision, who, step, ...(content && { content }) })

onEveryEngine('the service of sessions', (opened) => {
  let storage: Storage
  let made: ReturnType<typeof aService>
  let service: SessionService
  beforeEach(() => {
    storage = opened().storage
    made = aService(storage)
    service = made.service
  })
  const all = () =>
    storage.sessions.listOfSchool(aSchool().id, '2020-01-01' as Day, '2030-01-01' as Day)

  it('records a session, and has it counted', async () => {
    const { kind, session } = await service.record(recorded)
    expect(kind).to.equal('stored')
    expect(session).to.deep.include({ state: 'held', schoolId: aSchool().id, minutes: 35 })
    expect(made.told).to.deep.equal([[aSchool().id, '2026-11-22']])
  })

  it('makes one session of however many presses of one form, at once or later', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.integer({ min: 2, max: 5 }), async (text, presses) => {
        const key = aKey(text)
        const before = (await all()).length
        const outcomes = await Promise.all(
          Array.from({ length: presses }, () => service.record({ ...recorded, key })),
        )
        const again = await service.record({ ...recorded, key })
        const ids = new Set([...outcomes, again].map(({ session }) => session.id))
        expect(ids.size).to.equal(1)
        expect(outcomes.every(({ kind }) => kind === 'stored')).to.equal(true)
        expect((await all()).length - before).to.be.at.most(1)
      }),
      { numRuns: 20 },
    )
  })

  it('stores nothing of another text under a key that was used, and gives what stands there', async () => {
    await service.record(recorded)
    const { kind, session } = await service.record({ ...recorded, content: longer })
    expect([kind, session.minutes]).to.deep.equal(['differs', 35])
    expect(await all()).to.have.lengthOf(1)
  })

  it('has a session counted by the second press where the first could not', async () => {
    made.breakTelling(1)
    await service.record(recorded).catch(() => undefined)
    expect([await all(), made.told].map(({ length }) => length)).to.deep.equal([1, 0])
    expect((await service.record(recorded)).kind).to.equal('stored')
    expect(made.told).to.have.lengthOf(1)
  })

  it('records a plan as one', async () => {
    const { session } = await service.record({ ...recorded, isPlan: true })
    expect(session.state).to.equal('planned')
  })

  it('goes from a teacher to a principal and back, one revision at a time', async () => {
    const { session } = await service.record(recorded)
    const returned = await service.decide({
      ...{ id: session.id, revision: 1, who: PRINCIPAL },
      ...{ step: 'returned', reason: 'Thiếu lớp 4B' },
    })
    const changed = await press(service, returned.session, 'changed', TEACHER, longer)
    const { session: last } = await press(service, changed.session, 'confirmed', PRINCIPAL)
    expect(last).to.deep.include({ state: 'confirmed', revision: 4, minutes: 45 })
    expect(last.entries.map(({ what }) => what)).to.deep.equal([
      ...['recorded', 'returned', 'changed', 'confirmed'],
    ])
    expect(await service.get(session.id)).to.deep.equal(last)
  })

  it('leaves nothing of the text before in a changed one', async () => {
    const content = aContent({ adultCount: 3, otherStages: ['th'], startedAt: new Date(0) })
    const { session } = await service.record({ ...recorded, content })
    const { session: changed } = await press(service, session, 'changed', TEACHER, aContent())
    expect(changed).not.to.have.any.keys('adultCount', 'otherStages', 'startedAt')
  })

  it('has both days counted where a session is moved', async () => {
    const { session } = await service.record(recorded)
    const content = aContent({ heldOn: '2026-11-20' as Day })
    await press(service, session, 'changed', TEACHER, content)
    expect(made.told.slice(1).map(([, heldOn]) => heldOn)).to.have.members([
      '2026-11-20',
      '2026-11-22',
    ])
  })

  it('refuses a step that the state does not allow', async () => {
    const { session } = await service.record(recorded)
    const gone = await press(service, session, 'withdrawn', TEACHER)
    const { kind } = await press(service, gone.session, 'confirmed', PRINCIPAL)
    expect(kind).to.equal('differs')
    expect((await service.get(session.id)).state).to.equal('withdrawn')
  })

  it('stores one of two changes of one revision, and shows it to the other', async () => {
    const { session } = await service.record(recorded)
    const both = await Promise.all([
      press(service, session, 'changed', TEACHER, shorter),
      press(service, session, 'changed', PRINCIPAL, longer),
    ])
    expect(both.map(({ kind }) => kind).toSorted()).to.deep.equal(['differs', 'stored'])
    expect(both[0].session).to.deep.equal(both[1].session)
  })

  it('takes the same press of a step twice for one, and has it counted again', async () => {
    const { session } = await service.record(recorded)
    await press(service, session, 'confirmed', PRINCIPAL)
    const tellings = made.told.length
    const again = await press(service, session, 'confirmed', PRINCIPAL)
    expect([again.kind, again.session.revision]).to.deep.equal(['stored', 2])
    expect(made.told.length).to.equal(tellings + 1)
  })

  it('takes the same press of a step at the same moment for one', async () => {
    const { session } = await service.record(recorded)
    const both = await Promise.all(
      [1, 2].map(() => press(service, session, 'confirmed', PRINCIPAL)),
    )
    expect(both.map(({ kind }) => kind)).to.deep.equal(['stored', 'stored'])
    expect((await service.get(session.id)).revision).to.equal(2)
  })

  it('takes another text, another person or another step on an old revision for a conflict', async () => {
    const { session } = await service.record(recorded)
    await press(service, session, 'changed', TEACHER, longer)
    const outcomes = [
      await press(service, session, 'changed', TEACHER, longer),
      await press(service, session, 'changed', TEACHER, shorter),
      await press(service, session, 'changed', PRINCIPAL, longer),
      await press(service, session, 'confirmed', TEACHER),
    ]
    expect(outcomes.map(({ kind }) => kind)).to.deep.equal([
      ...['stored', 'differs', 'differs', 'differs'],
    ])
  })

  it('knows no session that is not there', async () => {
    const id = 'unknown' as SessionId
    expect(await service.find(id)).to.equal(undefined)
    expect(await codeOf(service.get(id))).to.equal('session-not-found')
  })
})

onEveryEngine('sessions of a course without a school', (opened) => {
  const school = aSchool()
  const waiting = { place: course, key: aKey(), content: aContent(), who: LTI_TEACHER }
  const unplacedId = sessionIdOf(course.contextKey, aKey())
  let storage: Storage
  let made: ReturnType<typeof aService>
  let service: SessionService
  beforeEach(() => {
    storage = opened().storage
    made = aService(storage)
    service = made.service
  })
  const ofSchool = ({ id }: School) =>
    storage.sessions.listOfSchool(id, '2020-01-01' as Day, '2030-01-01' as Day)

  it('wait, counted nowhere', async () => {
    const { kind, session } = await service.record(waiting)
    expect([kind, session.schoolId]).to.deep.equal(['stored', undefined])
    const changed = await press(service, session, 'changed', LTI_TEACHER, longer)
    expect(changed.session).to.deep.include({ minutes: 45, contextKey: course.contextKey })
    expect(made.told).to.deep.equal([])
  })

  it('become sessions of the school once, however often the course is assigned', async () => {
    await service.record(waiting)
    await service.record({ ...waiting, key: aKey('another') })
    expect(await service.creditContext(course.contextKey, school.id)).to.equal(2)
    expect(await service.creditContext(course.contextKey, school.id)).to.equal(0)
    const sessions = await ofSchool(school)
    expect(sessions).to.have.lengthOf(2)
    expect(sessions.every(({ enteredBy }) => enteredBy.kind === 'lti')).to.equal(true)
    expect(made.told.length).to.be.at.least(2)
  })

  it('go to one of two schools that the course is assigned to at once', async () => {
    await service.record(waiting)
    const other = aService(opened().reopen()).service
    const credited = await Promise.all([
      service.creditContext(course.contextKey, school.id),
      other.creditContext(course.contextKey, aBigSchool().id),
    ])
    expect(credited.toSorted()).to.deep.equal([0, 1])
    const all = [...(await ofSchool(school)), ...(await ofSchool(aBigSchool()))]
    expect(all).to.have.lengthOf(1)
  })

  it('are found by their old address', async () => {
    await service.record(waiting)
    await service.creditContext(course.contextKey, school.id)
    expect(await service.get(unplacedId)).to.deep.equal((await ofSchool(school))[0])
  })

  it('get the copy that a crash kept from being made', async () => {
    const gone = anUnplacedSession({ schoolId: school.id, revision: 2 })
    await storage.unplacedSessions.add(gone)
    expect(await service.get(gone.id)).to.deep.equal(placed(gone, school))
    expect(made.told).to.deep.equal([[school.id, '2026-11-22']])
    await service.get(gone.id)
    expect(made.told).to.have.lengthOf(1)
  })

  it('are credited though their teacher is changing them at that moment', async () => {
    const { session } = await service.record(waiting)
    const other = aService(opened().reopen()).service
    const [changed] = await Promise.all([
      press(service, session, 'changed', LTI_TEACHER, longer),
      other.creditContext(course.contextKey, school.id),
    ])
    const [credited, ...more] = await ofSchool(school)
    expect(more).to.deep.equal([])
    expect(credited!.minutes).to.equal(changed.kind === 'stored' ? 45 : 35)
  })

  it('stay where they went when the course goes to another school', async () => {
    await service.record(waiting)
    await service.creditContext(course.contextKey, school.id)
    await service.creditContext(course.contextKey, aBigSchool().id)
    expect(await ofSchool(school)).to.have.lengthOf(1)
    expect(await ofSchool(aBigSchool())).to.have.lengthOf(0)
  })

  it('are not credited where they were withdrawn', async () => {
    const { session } = await service.record(waiting)
    await press(service, session, 'withdrawn', LTI_TEACHER)
    expect(await service.creditContext(course.contextKey, school.id)).to.equal(0)
    expect(await ofSchool(school)).to.deep.equal([])
  })

  it('are changed in the school once they have gone there, and the same press is none', async () => {
    const { session } = await service.record(waiting)
    await service.creditContext(course.contextKey, school.id)
    const late = await press(service, session, 'changed', LTI_TEACHER, longer)
    expect([late.kind, late.session.schoolId]).to.deep.equal(['differs', school.id])
    const changed = await press(service, late.session, 'changed', LTI_TEACHER, longer)
    expect(changed.kind).to.equal('stored')
    const again = await service.record({ ...waiting, place, content: longer })
    expect([again.kind, again.session.id]).to.deep.equal(['stored', changed.session.id])
    expect(await ofSchool(school)).to.have.lengthOf(1)
  })

  it('get the stages of the school, where they were of all of it', async () => {
    const audience = [{ label: 'Toàn trường', grade: 0, enrolled: 1015, present: 990 }]
    await service.record({ ...waiting, content: aContent({ audience }) })
    await service.creditContext(course.contextKey, aBigSchool().id)
    expect((await ofSchool(aBigSchool()))[0]!.otherStages).to.deep.equal(['th', 'thcs'])
  })

  it('of a school that the directory does not know yet keep the stages that they had', async () => {
    await service.record(waiting)
    await service.creditContext(course.contextKey, 'unknown' as SchoolId)
    const found = await service.get(unplacedId)
    expect(found).to.deep.include({ schoolId: 'unknown', audience: aContent().audience })
  })
})
