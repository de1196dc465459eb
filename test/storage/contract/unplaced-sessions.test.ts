import { expect } from 'chai'

import type { SessionId } from '../../../src/sessions/index.ts'
import { aContextKey } from '../../support/a-binding.ts'
import { aSchool } from '../../support/a-school.ts'
import { aKey, anUnplacedSession } from '../../support/a-session.ts'
import { onEveryEngine } from '../../support/engines.ts'
import { codeOf } from '../../support/rejection.ts'

const gone = anUnplacedSession({ schoolId: aSchool().id, revision: 2 })

onEveryEngine('UnplacedSessionRepository', (opened) => {
  it('finds a session as it was added', async () => {
    const { unplacedSessions } = opened().storage
    const session = anUnplacedSession({ startedAt: new Date('2026-11-22T00:15:00.000Z') })
    expect(await unplacedSessions.add(session)).to.deep.equal(session)
    expect(await unplacedSessions.find(session.id)).to.deep.equal(session)
    expect(await unplacedSessions.find('unknown' as SessionId)).to.equal(undefined)
  })

  it('keeps the first of two presses, and gives it to both', async () => {
    const { storage, reopen } = opened()
    await storage.unplacedSessions.add(anUnplacedSession())
    const late = await reopen().unplacedSessions.add(anUnplacedSession({ minutes: 45 }))
    expect(late).to.deep.equal(anUnplacedSession())
  })

  it('replaces a session that stands one revision before, and no other', async () => {
    const { unplacedSessions } = opened().storage
    await unplacedSessions.add(anUnplacedSession())
    await unplacedSessions.replace(gone)
    expect(await unplacedSessions.find(gone.id)).to.deep.equal(gone)
    expect(await codeOf(unplacedSessions.replace(gone))).to.equal('session-changed')
  })

  it('lists all of one course, those that have gone to a school too', async () => {
    const { unplacedSessions } = opened().storage
    const other = anUnplacedSession({ key: aKey('other') })
    const elsewhere = anUnplacedSession({ contextKey: aContextKey('3') })
    for (const one of [anUnplacedSession(), other, elsewhere]) await unplacedSessions.add(one)
    await unplacedSessions.replace(gone)
    const listed = await unplacedSessions.listOfContext(aContextKey('2'))
    expect(listed).to.have.deep.members([gone, other])
    expect(await unplacedSessions.listOfContext(aContextKey('4'))).to.deep.equal([])
  })
})
