import { expect } from 'chai'

import type { SchoolId } from '../../../src/schools/index.ts'
import { followUpIdOf, type SessionId } from '../../../src/sessions/index.ts'
import { aFollowUp } from '../../support/a-follow-up.ts'
import { onEveryEngine } from '../../support/engines.ts'

const other = 'session-9' as SessionId
const OF_4A = aFollowUp()
const OF_4B = aFollowUp({ label: '4B' })
const LATER = aFollowUp({ sessionId: other })
const ELSEWHERE = aFollowUp({ sessionId: other, label: '1A', schoolId: 'school-9' as SchoolId })

onEveryEngine('FollowUpRepository', (opened) => {
  const { schoolId, sessionId } = OF_4A

  it('lists those of a session and of a school, in order', async () => {
    const { followUps } = opened().storage
    for (const one of [OF_4B, LATER, ELSEWHERE, OF_4A]) await followUps.add(one)
    expect(await followUps.listOfSession(schoolId, sessionId)).to.deep.equal([OF_4A, OF_4B])
    const all = await followUps.listOfSchool(schoolId)
    expect(all.map(({ id }) => id).toSorted()).to.deep.equal(
      [OF_4A, OF_4B, LATER].map(({ id }) => id).toSorted(),
    )
    expect(await followUps.listOfSession(schoolId, 'none' as SessionId)).to.deep.equal([])
  })

  it('keeps the first of many presses at once, other processes included', async () => {
    const { storage, reopen } = opened()
    const again = reopen()
    const presses = Array.from({ length: 20 }, (_, index) =>
      (index % 2 ? storage : again).followUps.add(aFollowUp()),
    )
    await Promise.all(presses)
    await storage.followUps.add(aFollowUp({ personKey: 'lti:somebody-else' }))
    expect(await again.followUps.listOfSession(schoolId, sessionId)).to.deep.equal([OF_4A])
  })

  it('takes one back, once or twice, and lets it be pressed again', async () => {
    const { followUps } = opened().storage
    await followUps.add(OF_4A)
    await followUps.add(OF_4B)
    await followUps.remove(OF_4A.id)
    await followUps.remove(OF_4A.id)
    expect(await followUps.listOfSession(schoolId, sessionId)).to.deep.equal([OF_4B])
    await followUps.add(OF_4A)
    expect(await followUps.listOfSession(schoolId, sessionId)).to.deep.equal([OF_4A, OF_4B])
  })

  it('survives a restart', async () => {
    const { storage, reopen } = opened()
    await storage.followUps.add(OF_4A)
    expect(await reopen().followUps.listOfSchool(schoolId)).to.deep.equal([OF_4A])
  })

  it('is one fact for a class and a session, and another for any other', () => {
    expect(followUpIdOf(sessionId, '4A')).to.equal(OF_4A.id)
    const ids = [OF_4A, OF_4B, LATER].map(({ id }) => id)
    expect(new Set(ids).size).to.equal(3)
  })
})
