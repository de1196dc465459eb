import { expect } from 'chai'

import type { ToolKey } from '../../../src/lti/index.ts'
import { onEveryEngine } from '../../support/engines.ts'

const createdAt = new Date('2026-11-23T00:00:00.000Z')
const first: ToolKey = {
  ...{ number: 1, kid: 'one', sealedPrivateKey: 'v1.a' },
  ...{ createdAt, signsFrom: createdAt },
}
const next: ToolKey = { number: 2, kid: 'two', sealedPrivateKey: 'v1.b', createdAt }

onEveryEngine('ToolKeyRepository', (opened) => {
  it('keeps the first key of a number for everybody', async () => {
    const { storage, reopen } = opened()
    expect(await storage.lti.toolKeys.list()).to.deep.equal([])
    expect(await storage.lti.toolKeys.add(first)).to.equal(true)
    const { toolKeys } = reopen().lti
    expect(await toolKeys.add({ ...first, kid: 'late' })).to.equal(false)
    expect(await toolKeys.list()).to.deep.equal([first])
  })

  it('lists by number', async () => {
    const { toolKeys } = opened().storage.lti
    const tenth = { ...next, number: 10, kid: 'ten' }
    for (const key of [tenth, next, first]) await toolKeys.add(key)
    expect(await toolKeys.list()).to.deep.equal([first, next, tenth])
  })

  it('sets once when a key takes over', async () => {
    const { toolKeys } = opened().storage.lti
    await toolKeys.add(next)
    const signsFrom = new Date('2026-11-25T00:00:00.000Z')
    expect(await toolKeys.schedule(2, signsFrom)).to.equal(true)
    expect(await toolKeys.schedule(2, createdAt)).to.equal(false)
    expect(await toolKeys.schedule(3, createdAt)).to.equal(false)
    expect(await toolKeys.list()).to.deep.equal([{ ...next, signsFrom }])
  })

  it('removes one', async () => {
    const { toolKeys } = opened().storage.lti
    for (const key of [first, next]) await toolKeys.add(key)
    await toolKeys.remove(1)
    expect(await toolKeys.list()).to.deep.equal([next])
  })
})
