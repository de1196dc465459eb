import { expect } from 'chai'

import type { ContextKey } from '../../../src/web/index.ts'
import { onEveryEngine } from '../../support/engines.ts'

const contextKey = 'context-1' as ContextKey

onEveryEngine('MemberCountRepository', (opened) => {
  it('keeps the last count of a course', async () => {
    const { memberCounts } = opened().storage
    await memberCounts.save({ contextKey, learners: 40, countedAt: new Date(1) })
    const last = { contextKey, learners: 41, countedAt: new Date(2) }
    await memberCounts.save(last)
    expect(await memberCounts.find(contextKey)).to.deep.equal(last)
  })

  it('knows nothing of a course that was never counted', async () => {
    expect(await opened().storage.memberCounts.find(contextKey)).to.equal(undefined)
  })
})
