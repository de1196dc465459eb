import { expect } from 'chai'

import { mixedItems } from '../../src/catalogue/index.ts'

const item = (id: string) => ({ id, text: id, why: `vì ${id}` })

describe('the items of an activity that are to be put in order', () => {
  it('are never shown in their order, whatever they are called', () => {
    const inOrder = Array.from({ length: 60 }, (_, index) => index).filter((index) => {
      const block = { id: `block-${index}`, items: ['a', 'b', 'c'].map(item) }
      return mixedItems(block).every(({ id }, at) => id === block.items[at]?.id)
    })
    expect(inOrder).to.deep.equal([])
  })

  it('are all there', () => {
    const items = ['a', 'b', 'c', 'd'].map(item)
    expect(mixedItems({ id: 'buoc', items })).to.have.members(items)
  })
})
