import { expect } from 'chai'

import type { InvitationId } from '../../../src/lti/index.ts'
import { anInvitation } from '../../support/an-invitation.ts'
import { onEveryEngine } from '../../support/engines.ts'

onEveryEngine('InvitationRepository', (opened) => {
  it('lists what may still be used, the newest first, with school and trust', async () => {
    const { invitations } = opened().storage.lti
    const { createdAt, expiresAt } = anInvitation()
    const newer = anInvitation({
      id: 'invitation-2' as InvitationId,
      schoolCode: '72000412',
      trust: ['custom'],
      createdAt: new Date(createdAt.getTime() + 1),
      expiresAt: new Date(expiresAt.getTime() + 1),
    })
    await invitations.add(anInvitation())
    await invitations.add(newer)
    expect(await invitations.list(createdAt)).to.deep.equal([newer, anInvitation()])
    expect(await invitations.list(expiresAt)).to.deep.equal([newer])
  })

  it('gives one invitation to exactly one of many takers, other processes included', async () => {
    const { storage, reopen } = opened()
    await storage.lti.invitations.add(anInvitation())
    const other = reopen()
    const takers = Array.from({ length: 20 }, (_, index) => (index % 2 ? storage : other))
    const { id } = anInvitation()
    const taken = await Promise.all(takers.map(({ lti }) => lti.invitations.take(id)))
    expect(taken.filter(Boolean)).to.deep.equal([anInvitation()])
  })

  it('sweeps what has expired and keeps the rest', async () => {
    const { invitations } = opened().storage.lti
    const { expiresAt } = anInvitation()
    const later = anInvitation({
      id: 'invitation-2' as InvitationId,
      expiresAt: new Date(expiresAt.getTime() + 1),
    })
    await invitations.add(anInvitation())
    await invitations.add(later)
    expect(await invitations.sweep(expiresAt)).to.equal(1)
    expect(await invitations.take(anInvitation().id)).to.equal(undefined)
    expect(await invitations.take(later.id)).to.deep.equal(later)
  })
})
