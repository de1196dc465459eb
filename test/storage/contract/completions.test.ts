import { expect } from 'chai'

import type { CompletionId } from '../../../src/learning/index.ts'
import type { LearnerKey } from '../../../src/web/index.ts'
import { aCompletion, aScoreIntent } from '../../support/a-completion.ts'
import { onEveryEngine } from '../../support/engines.ts'

onEveryEngine('CompletionRepository', (opened) => {
  it('gives back what was recorded, to another process too', async () => {
    const { storage, reopen } = opened()
    const completion = { ...aCompletion(), scoreIntent: aScoreIntent() }
    expect(await storage.completions.record(completion)).to.deep.equal(completion)
    expect(await reopen().completions.find(completion.id)).to.deep.equal(completion)
  })

  it('keeps the first moment when the same fact comes again', async () => {
    const { completions } = opened().storage
    await completions.record(aCompletion())
    const again = aCompletion({
      completedAt: new Date('2026-12-01T00:00:00.000Z'),
      scoreBand: 'low',
    })
    expect(await completions.record(again)).to.deep.equal(aCompletion())
  })

  it('records once, however many record at once', async () => {
    const { storage, reopen } = opened()
    const other = reopen()
    const writers = Array.from({ length: 20 }, (_, index) => (index % 2 ? storage : other))
    const recorded = await Promise.all(
      writers.map(({ completions }, index) =>
        completions.record(aCompletion({ completedAt: new Date(1_800_000_000_000 + index) })),
      ),
    )
    expect(new Set(recorded.map(({ completedAt }) => completedAt.getTime()))).to.have.property(
      'size',
      1,
    )
  })

  it('records many at once, and keeps the first moment of those that are there', async () => {
    const { storage, reopen } = opened()
    await storage.completions.record(aCompletion())
    const another = aCompletion({ learnerKey: 'another' as LearnerKey })
    const again = aCompletion({ scoreBand: 'low' })
    await storage.completions.recordAll([another, again])
    await storage.completions.recordAll([])
    expect(await reopen().completions.find(another.id)).to.deep.equal(another)
    expect(await storage.completions.find(again.id)).to.deep.equal(aCompletion())
  })

  it('lists those that owe a score, oldest first, until it is cleared', async () => {
    const { completions } = opened().storage
    const owing = ['b', 'a'].map((letter, index) => {
      const completedAt = new Date(Date.UTC(2026, 10, 23 - index))
      const completion = aCompletion({ learnerKey: letter as LearnerKey, completedAt })
      return { ...completion, scoreIntent: aScoreIntent(completion) }
    })
    for (const completion of owing) await completions.record(completion)
    await completions.record(aCompletion())
    expect(await completions.listWithScoreIntent(10)).to.deep.equal([...owing].reverse())
    expect(await completions.listWithScoreIntent(1)).to.deep.equal([owing[1]])
    for (const { id } of owing) await completions.clearScoreIntent(id)
    expect(await completions.listWithScoreIntent(10)).to.deep.equal([])
    expect(await completions.find(owing[0]!.id)).not.to.have.property('scoreIntent')
  })

  it('has nothing for an unknown id', async () => {
    expect(await opened().storage.completions.find('no' as CompletionId)).to.equal(undefined)
  })
})
