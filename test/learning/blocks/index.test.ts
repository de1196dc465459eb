import { expect } from 'chai'

import type { Block } from '../../../src/catalogue/index.ts'
import { blockView, isWaiting } from '../../../src/learning/blocks/index.ts'
import { aModule } from '../../support/a-module.ts'

type Query = Readonly<Record<string, readonly string[]>>

const viewOf = (block: Block, query: Query = {}) =>
  blockView(aModule(), block, (name) => query[name] ?? [])

describe('a message to look for signs in', () => {
  const block: Block = {
    type: 'spot',
    id: 'tin',
    prompt: 'Chỗ nào đáng ngờ?',
    from: 'Số lạ',
    parts: [
      { id: 'qua', text: 'Trúng quà to', sign: true, why: 'Quà to là mồi.' },
      { id: 'gap', text: 'Chỉ còn 5 phút', sign: true, why: 'Giục để mình không kịp nghĩ.' },
      { id: 'chao', text: 'Chào em', sign: false, why: 'Ai cũng chào.' },
    ],
  }

  it('waits until it is checked, ticks or none', () => {
    expect(isWaiting(viewOf(block))).to.equal(true)
    expect(isWaiting(viewOf(block, { tin: ['qua'] }))).to.equal(true)
    expect(isWaiting(viewOf(block, { check: ['tin'] }))).to.equal(false)
  })

  it('counts the signs that were found', () => {
    const view = viewOf(block, { check: ['tin'], tin: ['qua', 'chao'] })
    expect(view).to.include({ foundCount: 1, signCount: 2, isAllRight: false })
  })

  it('is all right with every sign and nothing else', () => {
    const right = viewOf(block, { check: ['tin'], tin: ['gap', 'qua'] })
    expect(right).to.include({ foundCount: 2, isAllRight: true })
    const tooMuch = viewOf(block, { check: ['tin'], tin: ['gap', 'qua', 'chao'] })
    expect(tooMuch).to.include({ foundCount: 2, isAllRight: false })
  })
})

describe('a poll', () => {
  const block: Block = {
    type: 'poll',
    id: 'tay',
    prompt: 'Em làm gì?',
    options: [
      { id: 'bam', text: 'Bấm xem', say: 'Khoan đã!' },
      { id: 'hoi', text: 'Hỏi người lớn', say: 'Hay lắm!' },
    ],
  }

  it('letters its options', () => {
    const view = viewOf(block)
    expect(view).to.have.nested.property('options[1].letter', 'B')
    expect(isWaiting(view)).to.equal(true)
  })

  it('answers the option that was chosen', () => {
    const view = viewOf(block, { check: ['tay'], tay: ['hoi'] })
    expect(view).to.deep.include({ isAnswered: true, isMissing: false })
    expect(view).to.have.nested.property('options[1].checked', true)
  })

  it('asks again where nothing or nonsense was chosen', () => {
    expect(viewOf(block, { check: ['tay'] })).to.include({ isAnswered: false, isMissing: true })
    expect(viewOf(block, { check: ['tay'], tay: ['x'] })).to.include({ isMissing: true })
  })
})

describe('things to sort', () => {
  const block: Block = {
    type: 'sort',
    id: 'ro',
    prompt: 'Rổ nào?',
    baskets: [
      { id: 'dung', text: 'Dừng lại' },
      { id: 'yen', text: 'Yên tâm' },
    ],
    items: [
      { id: 'la', text: 'Số lạ', basket: 'dung', why: 'Không biết ai.' },
      { id: 'ba', text: 'Bà gọi', basket: 'yen', why: 'Người nhà.' },
      { id: 'co', text: 'Cô dặn', basket: 'yen', why: 'Cô nói trên lớp.' },
    ],
  }

  it('say of each whether it is right, wrong or not sorted', () => {
    const view = viewOf(block, { check: ['ro'], 'ro.la': ['dung'], 'ro.ba': ['dung'] })
    expect(view).to.include({ rightCount: 1, isAnswered: true })
    expect(view).to.have.nested.property('items[0].verdict', 'right')
    expect(view).to.have.nested.property('items[1].verdict', 'wrong')
    expect(view).to.have.nested.property('items[2].verdict', 'missing')
  })

  it('say nothing before they are checked', () => {
    const view = viewOf(block, { 'ro.la': ['dung'] })
    expect(view).to.not.have.nested.property('items[0].verdict')
    expect(view).to.include({ rightCount: 0 })
  })
})

describe('things to put in order', () => {
  const block: Block = {
    type: 'order',
    id: 'buoc',
    prompt: 'Gì trước?',
    items: [
      { id: 'dung', text: 'Dừng', why: 'Dừng tay đã.' },
      { id: 'tat', text: 'Tắt', why: 'Rồi mới tắt.' },
      { id: 'ke', text: 'Kể', why: 'Kể sau cùng.' },
    ],
  }
  const checked = (given: Query) => viewOf(block, { check: ['buoc'], ...given })
  const verdictsOf = (given: Query) => {
    const view = checked(given)
    return view.type === 'order'
      ? Object.fromEntries(view.items.map(({ name, verdict }) => [name, verdict]))
      : {}
  }

  it('never stand in their order at first, and the same for everyone', () => {
    const view = viewOf(block)
    const names = view.type === 'order' ? view.items.map(({ name }) => name) : []
    expect(names).to.have.members(['buoc.dung', 'buoc.tat', 'buoc.ke'])
    expect(names).to.not.deep.equal(['buoc.dung', 'buoc.tat', 'buoc.ke'])
    expect(viewOf(block)).to.deep.equal(view)
  })

  it('say of each whether its number is right', () => {
    const given = { 'buoc.dung': ['1'], 'buoc.tat': ['3'], 'buoc.ke': ['9'] }
    expect(verdictsOf(given)).to.deep.equal({
      'buoc.dung': 'right',
      'buoc.tat': 'wrong',
      'buoc.ke': 'missing',
    })
    expect(checked(given)).to.include({ rightCount: 1, isAnswered: true })
  })

  it('say where one number was given to two', () => {
    expect(verdictsOf({ 'buoc.dung': ['2'], 'buoc.tat': ['3'], 'buoc.ke': ['3'] })).to.deep.equal({
      'buoc.dung': 'wrong',
      'buoc.tat': 'twice',
      'buoc.ke': 'right',
    })
  })

  it('say nothing before they are checked', () => {
    const view = viewOf(block, { 'buoc.dung': ['1'] })
    expect(isWaiting(view)).to.equal(true)
    expect(view.type === 'order' && view.items.every((item) => !('verdict' in item))).to.equal(true)
  })
})

describe('promises', () => {
  const block: Block = {
    type: 'pledge',
    id: 'hua',
    prompt: 'Em hứa gì?',
    promises: [
      { id: 'hoi', text: 'Em hỏi đã.', how: 'Nhớ tên một người.' },
      { id: 'ke', text: 'Em kể ngay.', how: 'Chọn giờ ăn tối.' },
    ],
  }

  it('wait until one is chosen', () => {
    expect(isWaiting(viewOf(block))).to.equal(true)
    expect(viewOf(block, { check: ['hua'] })).to.include({ isAnswered: false, isMissing: true })
    expect(viewOf(block, { check: ['hua'], hua: ['x'] })).to.include({ isMissing: true })
  })

  it('may be several', () => {
    const view = viewOf(block, { check: ['hua'], hua: ['hoi', 'ke'] })
    expect(view).to.include({ isAnswered: true, isMissing: false })
    expect(view.type === 'pledge' && view.promises.every(({ checked }) => checked)).to.equal(true)
  })
})

describe('a story without its beginning', () => {
  it('is a broken module, said loudly', () => {
    const block: Block = { type: 'scenario', id: 'x', start: 'nowhere', nodes: [] }
    expect(() => viewOf(block)).to.throw('scenario x has no start')
  })
})
