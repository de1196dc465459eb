import { expect } from 'chai'

import type { LearnerKey, Visit, VisitId } from '../../../src/web/index.ts'
import { onEveryEngine } from '../../support/engines.ts'

const expiresAt = new Date('2026-11-23T03:00:00.000Z')
const before = new Date('2026-11-23T02:59:59.999Z')

function aStoredVisit(overrides: Partial<Visit> = {}): Visit {
  return {
    id: 'visit-1' as VisitId,
    role: 'learner',
    counted: true,
    learnerKey: 'learner-1' as LearnerKey,
    origin: { platformId: 'p', registrationId: 'r', deploymentId: '1', contextId: '2' },
    scoreTarget: { registrationId: 'r', lineItemUrl: 'http://lms/item', sealedSub: 'v1.sealed' },
    expiresAt,
    ...overrides,
  }
}

onEveryEngine('VisitRepository', (opened) => {
  it('finds what was added, with and without a score target and a task', async () => {
    const { visits } = opened().storage
    const task = { kind: 'review', learnerKey: 'learner-2' as LearnerKey } as const
    const { scoreTarget, ...without } = aStoredVisit({ id: 'visit-2' as VisitId, role: 'staff' })
    await visits.add(aStoredVisit())
    await visits.add({ ...without, counted: false, task })
    expect(await visits.find('visit-1' as VisitId, before)).to.deep.equal(aStoredVisit())
    const found = await visits.find('visit-2' as VisitId, before)
    expect(found).to.deep.equal({ ...without, counted: false, task })
    expect(scoreTarget).not.to.equal(undefined)
  })

  it('keeps where columns are looked for', async () => {
    const { visits } = opened().storage
    const link = { id: '9', moduleId: 'B5' }
    const lineItems = { url: 'http://lms/items', link }
    const scoreTarget = { registrationId: 'r', sealedSub: 'v1.sealed', lineItems }
    await visits.add(aStoredVisit({ scoreTarget }))
    expect(await visits.find('visit-1' as VisitId, before)).to.deep.equal(
      aStoredVisit({ scoreTarget }),
    )
  })

  it('ignores a visit from the moment it expires', async () => {
    const { visits } = opened().storage
    await visits.add(aStoredVisit())
    expect(await visits.find('visit-1' as VisitId, expiresAt)).to.equal(undefined)
  })

  it('removes one visit and no other', async () => {
    const { visits } = opened().storage
    await visits.add(aStoredVisit())
    await visits.add(aStoredVisit({ id: 'visit-2' as VisitId }))
    await visits.remove('visit-1' as VisitId)
    expect(await visits.find('visit-1' as VisitId, before)).to.equal(undefined)
    expect(await visits.find('visit-2' as VisitId, before)).not.to.equal(undefined)
  })

  it('keeps the visit of an account, which comes from no LMS, and ends all of that account', async () => {
    const { visits } = opened().storage
    const { origin, scoreTarget, ...rest } = aStoredVisit({ role: 'staff', accountId: 'account-1' })
    await visits.add(rest)
    await visits.add(aStoredVisit({ id: 'visit-2' as VisitId }))
    expect(await visits.find(rest.id, before)).to.deep.equal(rest)
    await visits.removeOfAccount('account-1')
    expect(await visits.find(rest.id, before)).to.equal(undefined)
    expect(await visits.find('visit-2' as VisitId, before)).not.to.equal(undefined)
    expect([origin, scoreTarget]).not.to.include(undefined)
  })

  it('sweeps what has expired', async () => {
    const { visits } = opened().storage
    await visits.add(aStoredVisit())
    expect(await visits.sweep(before)).to.equal(0)
    expect(await visits.sweep(expiresAt)).to.equal(1)
  })
})
