import { expect } from 'chai'

import { draftOf, type DraftOwner } from '../../../src/sessions/index.ts'
import { onEveryEngine } from '../../support/engines.ts'

const NOW = new Date('2026-11-23T00:15:00.000Z')
const daysLater = (count: number) => new Date(NOW.getTime() + count * 24 * 60 * 60 * 1000)
const OWNER: DraftOwner = { personKey: 'account:1', place: 'school-1', subject: 'new' }
const FIELDS = { minutes: ['30'], line: ['class:4A', 'class:4B'], topic: ['Lừa đảo “qua” mạng'] }

onEveryEngine('DraftRepository', (opened) => {
  it('finds a draft as it was saved', async () => {
    const { drafts } = opened().storage
    const draft = draftOf(OWNER, FIELDS, NOW)
    await drafts.save(draft)
    expect(await drafts.find(draft.id, NOW)).to.deep.equal(draft)
  })

  it('keeps the latest text', async () => {
    const { drafts } = opened().storage
    await drafts.save(draftOf(OWNER, FIELDS, NOW))
    const later = draftOf(OWNER, { minutes: ['45'] }, daysLater(1))
    await drafts.save(later)
    expect(await drafts.find(later.id, daysLater(1))).to.deep.equal(later)
  })

  it('keeps drafts of two people, places and subjects apart', async () => {
    const { drafts } = opened().storage
    const owners = [
      OWNER,
      { ...OWNER, personKey: 'account:2' },
      { ...OWNER, place: 'school-2' },
      { ...OWNER, subject: 'plan' },
    ]
    const all = owners.map((owner, index) => draftOf(owner, { minutes: [String(index)] }, NOW))
    for (const draft of all) await drafts.save(draft)
    const found = await Promise.all(all.map(({ id }) => drafts.find(id, NOW)))
    expect(found).to.deep.equal(all)
  })

  it('removes one draft', async () => {
    const { drafts } = opened().storage
    const [draft, other] = [OWNER, { ...OWNER, subject: 'plan' }].map((owner) =>
      draftOf(owner, FIELDS, NOW),
    )
    await drafts.save(draft!)
    await drafts.save(other!)
    await drafts.remove(draft!.id)
    expect(await drafts.find(draft!.id, NOW)).to.equal(undefined)
    expect(await drafts.find(other!.id, NOW)).to.deep.equal(other)
  })

  it('gives no draft that has expired, and sweeps it away', async () => {
    const { drafts } = opened().storage
    const draft = draftOf(OWNER, FIELDS, NOW)
    const fresh = draftOf({ ...OWNER, subject: 'plan' }, FIELDS, daysLater(10))
    await drafts.save(draft)
    await drafts.save(fresh)
    expect(await drafts.find(draft.id, daysLater(44))).to.deep.equal(draft)
    expect(await drafts.find(draft.id, draft.expiresAt)).to.equal(undefined)
    expect(await drafts.sweep(draft.expiresAt)).to.equal(1)
    expect(await drafts.find(fresh.id, daysLater(45))).to.deep.equal(fresh)
  })
})
