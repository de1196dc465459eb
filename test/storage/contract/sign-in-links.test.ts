import { expect } from 'chai'

import type { AccountId, SignInLink, SignInLinkId } from '../../../src/staff/index.ts'
import { onEveryEngine } from '../../support/engines.ts'

const expiresAt = new Date('2026-11-23T02:00:00.000Z')
const before = new Date('2026-11-23T01:59:59.999Z')

function aLink(overrides: Partial<SignInLink> = {}): SignInLink {
  return {
    id: 'link-1' as SignInLinkId,
    accountId: 'account-1' as AccountId,
    expiresAt,
    ...overrides,
  }
}

const other = aLink({ id: 'link-2' as SignInLinkId, accountId: 'account-2' as AccountId })

onEveryEngine('SignInLinkRepository', (opened) => {
  it('finds a link as often as asked, until it expires', async () => {
    const { signInLinks } = opened().storage
    await signInLinks.add(aLink())
    expect(await signInLinks.find(aLink().id, before)).to.deep.equal(aLink())
    expect(await signInLinks.find(aLink().id, before)).to.deep.equal(aLink())
    expect(await signInLinks.find(aLink().id, expiresAt)).to.equal(undefined)
  })

  it('gives a link to one taker, also where two ask at once', async () => {
    const { storage, reopen } = opened()
    await storage.signInLinks.add(aLink())
    const taken = await Promise.all([
      storage.signInLinks.take(aLink().id),
      reopen().signInLinks.take(aLink().id),
    ])
    expect(taken.filter(Boolean)).to.deep.equal([aLink()])
    expect(await storage.signInLinks.take(aLink().id)).to.equal(undefined)
  })

  it('takes exactly the link asked for', async () => {
    const { signInLinks } = opened().storage
    await signInLinks.add(aLink())
    await signInLinks.add(other)
    await signInLinks.take(aLink().id)
    expect(await signInLinks.find(other.id, before)).to.deep.equal(other)
  })

  it('removes every link of one account and none of another', async () => {
    const { signInLinks } = opened().storage
    await signInLinks.add(aLink())
    await signInLinks.add(other)
    await signInLinks.removeOfAccount(aLink().accountId)
    expect(await signInLinks.find(aLink().id, before)).to.equal(undefined)
    expect(await signInLinks.find(other.id, before)).to.deep.equal(other)
  })

  it('sweeps what has expired', async () => {
    const { signInLinks } = opened().storage
    await signInLinks.add(aLink())
    expect(await signInLinks.sweep(before)).to.equal(0)
    expect(await signInLinks.sweep(expiresAt)).to.equal(1)
  })
})
