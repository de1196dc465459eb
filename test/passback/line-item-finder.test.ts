import { expect } from 'chai'

import type { LineItemOutcome } from '../../src/lti/index.ts'
import { createLineItemFinder } from '../../src/passback/line-item-finder.ts'
import { aClock } from '../support/a-clock.ts'
import { aLineItemSearch as search } from '../support/a-completion.ts'
import { onEveryEngine, type Opened, type Storage } from '../support/engines.ts'

/** A platform's gradebook, as far as columns go. */
function aGradebook() {
  const gradebook = {
    columns: [] as string[],
    finds: 0,
    makes: 0,
    /** What a creation answers, made or not. */
    answer: undefined as LineItemOutcome | undefined,
    /** Answered, but nothing was made. */
    isRefusing: false,
    find(): LineItemOutcome {
      gradebook.finds += 1
      const [lineItemUrl] = gradebook.columns
      return lineItemUrl ? { kind: 'found', lineItemUrl } : { kind: 'missing' }
    },
    make(): LineItemOutcome {
      gradebook.makes += 1
      const lineItemUrl = `http://lms/${gradebook.makes}`
      if (!gradebook.isRefusing) gradebook.columns.push(lineItemUrl)
      return gradebook.answer ?? { kind: 'found', lineItemUrl }
    },
  }
  return gradebook
}

const timeOut: LineItemOutcome = { kind: 'unreachable', reason: 'ETIMEDOUT' }

onEveryEngine('the column of a launch that named none', (opened: () => Opened) => {
  const clock = aClock()
  function aFinder(gradebook: ReturnType<typeof aGradebook>, { leases }: Storage) {
    const pause = () => new Promise((resolve) => setTimeout(resolve, 5))
    return createLineItemFinder({
      leases,
      clock,
      lineItems: {
        async findLineItem() {
          const outcome = gradebook.find()
          await pause()
          return outcome
        },
        async makeLineItem() {
          await pause()
          return gradebook.make()
        },
      },
    })
  }

  it('is made after two looks, and remembered', async () => {
    const gradebook = aGradebook()
    const finder = aFinder(gradebook, opened().storage)
    const first = await finder.findOrMake('r', search)
    expect(first).to.deep.equal({ kind: 'found', lineItemUrl: 'http://lms/1' })
    expect(await finder.findOrMake('r', { ...search, label: 'Tên mới' })).to.deep.equal(first)
    expect([gradebook.finds, gradebook.makes]).to.deep.equal([2, 1])
  })

  it('is found by one look where there is one', async () => {
    const gradebook = aGradebook()
    gradebook.columns.push('http://lms/old')
    const finder = aFinder(gradebook, opened().storage)
    const found = { kind: 'found', lineItemUrl: 'http://lms/old' }
    expect(await finder.findOrMake('r', search)).to.deep.equal(found)
    expect([gradebook.finds, gradebook.makes]).to.deep.equal([1, 0])
  })

  it('is looked for once by a whole class', async () => {
    const gradebook = aGradebook()
    const finder = aFinder(gradebook, opened().storage)
    const all = await Promise.all(Array.from({ length: 40 }, () => finder.findOrMake('r', search)))
    expect(new Set(all.map(({ kind }) => kind))).to.deep.equal(new Set(['found']))
    expect([gradebook.finds, gradebook.makes]).to.deep.equal([2, 1])
  })

  it('is another for another platform, course, module or activity', async () => {
    const gradebook = aGradebook()
    const finder = aFinder(gradebook, opened().storage)
    await finder.findOrMake('r', search)
    await finder.findOrMake('s', search)
    for (const change of [{ itemsUrl: 'http://lms/o' }, { resourceId: 'B6' }, { linkId: '2' }]) {
      await finder.findOrMake('r', { ...search, ...change })
    }
    expect(gradebook.finds).to.equal(2 + 4)
  })

  it('is made once though ten processes need it at once', async () => {
    const gradebook = aGradebook()
    const { storage, reopen } = opened()
    const stores = [storage, reopen(), reopen()]
    const finders = Array.from({ length: 10 }, (_, index) => aFinder(gradebook, stores[index % 3]!))
    const all = await Promise.all(finders.map((finder) => finder.findOrMake('r', search)))
    expect(gradebook.columns).to.have.length(1)
    const kinds = new Set(all.map(({ kind }) => kind))
    expect([...kinds].every((kind) => kind === 'found' || kind === 'being-made')).to.equal(true)
    const again = await Promise.all(finders.map((finder) => finder.findOrMake('r', search)))
    expect(again.every(({ kind }) => kind === 'found')).to.equal(true)
  })

  it('is found by the next try where the answer to its making was lost', async () => {
    const gradebook = aGradebook()
    gradebook.answer = timeOut
    const finder = aFinder(gradebook, opened().storage)
    expect(await finder.findOrMake('r', search)).to.deep.equal(timeOut)
    expect(await finder.findOrMake('r', search)).to.have.property('kind', 'found')
    expect([gradebook.columns.length, gradebook.makes]).to.deep.equal([1, 1])
  })

  it('is not made again while a slow platform may still be making it', async () => {
    const gradebook = aGradebook()
    const { storage, reopen } = opened()
    Object.assign(gradebook, { answer: timeOut, isRefusing: true })
    await aFinder(gradebook, storage).findOrMake('r', search)
    const other = aFinder(gradebook, reopen())
    expect(await other.findOrMake('r', search)).to.deep.equal({ kind: 'being-made' })
    clock.advance(29_000)
    expect(await other.findOrMake('r', search)).to.deep.equal({ kind: 'being-made' })
    clock.advance(1001)
    Object.assign(gradebook, { answer: undefined, isRefusing: false })
    expect(await other.findOrMake('r', search)).to.have.property('kind', 'found')
    expect(gradebook.makes).to.equal(2)
  })

  for (const status of [400, 403, 409, 429]) {
    it(`is not held back after a ${status}: the platform made nothing`, async () => {
      const gradebook = aGradebook()
      Object.assign(gradebook, { answer: { kind: 'answered', status }, isRefusing: true })
      const finder = aFinder(gradebook, opened().storage)
      const refused = { kind: 'make-answered', status }
      expect(await finder.findOrMake('r', search)).to.deep.equal(refused)
      expect(await finder.findOrMake('r', search)).to.deep.equal(refused)
      expect(gradebook.makes).to.equal(2)
    })
  }

  it('is not made where nobody could look for it', async () => {
    const gradebook = aGradebook()
    gradebook.find = () => ({ kind: 'answered', status: 503 })
    const finder = aFinder(gradebook, opened().storage)
    expect(await finder.findOrMake('r', search)).to.deep.equal({
      kind: 'find-answered',
      status: 503,
    })
    expect(gradebook.makes).to.equal(0)
  })

  it('is looked for anew once forgotten', async () => {
    const gradebook = aGradebook()
    const finder = aFinder(gradebook, opened().storage)
    await finder.findOrMake('r', search)
    gradebook.columns.length = 0
    finder.forget('r', search)
    const again = { kind: 'found', lineItemUrl: 'http://lms/2' }
    expect(await finder.findOrMake('r', search)).to.deep.equal(again)
  })
})
