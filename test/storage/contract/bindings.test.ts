import { expect } from 'chai'

import { aBinding, aContextKey } from '../../support/a-binding.ts'
import { aSchool } from '../../support/a-school.ts'
import { onEveryEngine } from '../../support/engines.ts'
import { codeOf } from '../../support/rejection.ts'

const school = aSchool()
const seenAt = (minute: number) => new Date(Date.UTC(2026, 10, 23, 0, minute))

const NOW = seenAt(9)

const assigned = aBinding({
  contextKey: aContextKey('3'),
  contextId: '3',
  claims: { custom: ['72000412'], course: ['72000999', '72000412'] },
  state: 'assigned',
  source: 'assigned',
  schoolId: school.id,
  firstSeenAt: seenAt(1),
  decisions: [{ schoolId: school.id, by: { id: 'a', name: 'Trần Văn Minh' }, at: seenAt(9) }],
  owed: [school.id],
  owedSince: seenAt(9),
})

onEveryEngine('BindingRepository', (opened) => {
  it('finds a binding as it was added, with and without a school', async () => {
    const { bindings } = opened().storage
    const { contextId, ...whole } = aBinding({ contextKey: aContextKey('') })
    await bindings.add(assigned)
    await bindings.add(whole)
    expect(await bindings.find(assigned.contextKey)).to.deep.equal(assigned)
    expect(await bindings.find(whole.contextKey)).to.deep.equal(whole)
    expect(await bindings.find(aContextKey('unknown'))).to.equal(undefined)
    expect(contextId).not.to.equal(undefined)
  })

  it('keeps the first of two that note one context, and gives it to both', async () => {
    const { storage, reopen } = opened()
    await storage.bindings.add(aBinding())
    const late = await reopen().bindings.add(aBinding({ firstSeenAt: seenAt(30) }))
    expect(late).to.deep.equal(aBinding())
  })

  it('adds many at once, and keeps those that are there', async () => {
    const { storage, reopen } = opened()
    await storage.bindings.add(aBinding())
    await storage.bindings.addAll([aBinding({ firstSeenAt: seenAt(30) }), assigned])
    expect(await reopen().bindings.find(assigned.contextKey)).to.deep.equal(assigned)
    expect(await storage.bindings.find(aBinding().contextKey)).to.deep.equal(aBinding())
  })

  it('replaces a binding that stands one revision before, and no other', async () => {
    const { bindings } = opened().storage
    await bindings.add(aBinding())
    const next = { ...assigned, ...aBinding({ revision: 2 }), schoolId: school.id }
    await bindings.replace(next)
    expect(await bindings.find(next.contextKey)).to.deep.equal(next)
    expect(await codeOf(bindings.replace(next))).to.equal('binding-changed')
  })

  it('has a version that grows whenever a context comes to a school or leaves one', async () => {
    const { storage, reopen } = opened()
    await storage.bindings.add(aBinding())
    const before = await storage.bindings.version()
    const moved = { ...assigned, ...aBinding({ revision: 2 }), owed: [school.id], owedSince: NOW }
    await storage.bindings.replace(moved)
    const after = await reopen().bindings.version()
    expect(after).to.be.greaterThan(before)
    const { owedSince: _owedSince, ...paid } = { ...moved, owed: [], revision: 3 }
    await storage.bindings.replace(paid)
    expect(await storage.bindings.version()).to.equal(after)
  })

  it('lists by state in the order in which contexts were seen, page after page', async () => {
    const { bindings } = opened().storage
    const waiting = ['5', '6', '7'].map((contextId, index) =>
      aBinding({ contextKey: aContextKey(contextId), contextId, firstSeenAt: seenAt(index) }),
    )
    for (const binding of [...waiting.toReversed(), assigned]) await bindings.add(binding)
    const first = await bindings.list({ state: 'unassigned', limit: 2 })
    const rest = await bindings.list({ state: 'unassigned', after: first.at(-1), limit: 2 })
    expect([...first, ...rest]).to.deep.equal(waiting)
    expect(await bindings.list({ state: 'assigned', limit: 2 })).to.deep.equal([assigned])
    expect(await bindings.count('unassigned')).to.equal(3)
  })

  it('misses none of several that were seen at one moment', async () => {
    const { bindings } = opened().storage
    for (const contextId of ['5', '6', '7']) {
      await bindings.add(aBinding({ contextKey: aContextKey(contextId), contextId }))
    }
    const seen: string[] = []
    let [last] = await bindings.list({ state: 'unassigned', limit: 1 })
    while (last) {
      seen.push(last.contextId ?? '')
      ;[last] = await bindings.list({ state: 'unassigned', after: last, limit: 1 })
    }
    expect(seen.toSorted()).to.deep.equal(['5', '6', '7'])
  })

  it('lists the contexts of one school', async () => {
    const { bindings } = opened().storage
    await bindings.add(aBinding())
    await bindings.add(assigned)
    expect(await bindings.listOfSchool(school.id)).to.deep.equal([assigned])
  })

  it('lists those that have owed for long', async () => {
    const { bindings } = opened().storage
    await bindings.add(aBinding())
    await bindings.add(assigned)
    expect(await bindings.listOwing(seenAt(9), 5)).to.deep.equal([])
    expect(await bindings.listOwing(seenAt(10), 5)).to.deep.equal([assigned])
  })
})
