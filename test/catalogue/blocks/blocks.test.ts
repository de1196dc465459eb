import { expect } from 'chai'

import { blockParsers } from '../../../src/catalogue/blocks/index.ts'
import { parseYaml } from '../../../src/catalogue/located-data.ts'
import {
  collectReports,
  ORDER_BLOCK,
  PLEDGE_BLOCK,
  SCENARIO_BLOCK,
  SORT_BLOCK,
  SPOT_BLOCK,
} from '../builders.ts'

function parse(name: string, text: string, media: readonly string[] = []) {
  const { report, lines } = collectReports()
  const data = parseYaml({ text, firstLine: 1 }, report)
  const hasMedia = (file: string) => media.includes(file)
  const block = data && blockParsers.get(name)?.(data, { report, hasMedia })
  return { block, problems: lines }
}

function bodyOf(fence: string): string {
  return fence.split('\n').slice(1, -1).join('\n')
}

describe('a phone block', () => {
  const phone = 'from: Số lạ\nalt: Tin nhắn từ số lạ\nbubbles:\n  - "Em ==trúng== quà"'

  it('splits its bubbles at highlights', () => {
    expect(parse('phone', phone).block).to.deep.equal({
      type: 'phone',
      from: 'Số lạ',
      alt: 'Tin nhắn từ số lạ',
      bubbles: [
        [
          { text: 'Em ', mark: false },
          { text: 'trúng', mark: true },
          { text: ' quà', mark: false },
        ],
      ],
    })
  })

  it('refuses a highlight that never ends', () => {
    expect(parse('phone', phone.replace('trúng==', 'trúng')).problems).to.deep.equal([
      '4: a highlight ==like this== is not closed.',
    ])
  })

  it('needs words for those who cannot see it', () => {
    expect(parse('phone', phone.replace(/alt.*\n/, '')).problems).to.deep.equal([
      "1: 'alt' is required.",
    ])
  })
})

describe('a picture block', () => {
  it('shows a file of media/', () => {
    const { block, problems } = parse('picture', 'file: a.svg\nalt: Một cái khiên lá', ['a.svg'])
    expect(problems).to.deep.equal([])
    expect(block).to.deep.equal({ type: 'picture', file: 'a.svg', alt: 'Một cái khiên lá' })
  })

  it('refuses a file that is not there', () => {
    expect(parse('picture', 'file: a.svg\nalt: Một cái khiên').problems).to.deep.equal([
      '1: there is no media/a.svg.',
    ])
  })

  for (const file of ['../a.svg', 'a.jpg', 'A.svg', 'https://x.example/a.svg']) {
    it(`refuses the name ${file}`, () => {
      expect(parse('picture', `file: ${file}\nalt: Một cái khiên`, [file]).problems[0]).to.contain(
        "'file' must be a file name",
      )
    })
  }

  it('needs words for those who cannot see it', () => {
    expect(parse('picture', 'file: a.svg', ['a.svg']).problems).to.deep.equal([
      "1: 'alt' is required.",
    ])
  })
})

describe('a sort block', () => {
  const sort = bodyOf(SORT_BLOCK)

  it('is read as it is written', () => {
    const { block, problems } = parse('sort', sort)
    expect(problems).to.deep.equal([])
    expect(block).to.deep.include({ type: 'sort', id: 'hai-ro', prompt: 'Bỏ vào rổ' })
  })

  it('refuses an item of a basket that does not exist', () => {
    expect(parse('sort', sort.replace('basket: yen', 'basket: xanh')).problems).to.deep.equal([
      "9: there is no basket 'xanh'.",
      "5: nothing belongs into the basket 'yen'.",
    ])
  })

  it('needs a reason for each item', () => {
    expect(parse('sort', sort.replace(', why: Quà to thì dừng', '')).problems).to.deep.equal([
      "7: 'items[0].why' is required.",
    ])
  })

  it('refuses two items of one id', () => {
    expect(parse('sort', sort.replace('id: giuc', 'id: qua')).problems).to.deep.equal([
      "8: 'items[1]' has the same id as an entry before it.",
    ])
  })
})

describe('a spot block', () => {
  const spot = bodyOf(SPOT_BLOCK)

  it('takes a part for no sign unless it says so', () => {
    const { block } = parse('spot', spot)
    const signs = block?.type === 'spot' ? block.parts.map(({ sign }) => sign) : []
    expect(signs).to.deep.equal([false, true, true])
  })

  it('refuses a message without anything to find', () => {
    expect(parse('spot', spot.replaceAll('sign: true, ', '')).problems[0]).to.contain(
      'some parts must be signs',
    )
  })

  it('refuses a message that is nothing but signs', () => {
    const all = spot.replace('why: Ai', 'sign: true, why: Ai')
    expect(parse('spot', all).problems[0]).to.contain('some parts must be signs')
  })
})

describe('an order block', () => {
  const order = bodyOf(ORDER_BLOCK)

  it('is read in the order that is right', () => {
    const { block, problems } = parse('order', order)
    expect(problems).to.deep.equal([])
    const ids = block?.type === 'order' ? block.items.map(({ id }) => id) : []
    expect(ids).to.deep.equal(['dung', 'tat', 'ke'])
  })

  it('needs a reason for each place', () => {
    expect(parse('order', order.replace(', why: Tay dừng trước', '')).problems).to.deep.equal([
      "4: 'items[0].why' is required.",
    ])
  })

  it('has enough to put in order, and no more than a phone has room for', () => {
    const two = order.split('\n').slice(0, -1).join('\n')
    expect(parse('order', two).problems[0]).to.contain('must contain at least 3 items')
    const more = [1, 2, 3, 4].map((n) => `  - { id: x${n}, text: Việc ${n}, why: Vì ${n} }`)
    expect(parse('order', [order, ...more].join('\n')).problems[0]).to.contain(
      'must contain less than or equal to 6 items',
    )
  })

  it('refuses two items of one id', () => {
    expect(parse('order', order.replace('id: tat', 'id: dung')).problems).to.deep.equal([
      "5: 'items[1]' has the same id as an entry before it.",
    ])
  })
})

describe('a pledge block', () => {
  const pledge = bodyOf(PLEDGE_BLOCK)

  it('is read as it is written', () => {
    const { block, problems } = parse('pledge', pledge)
    expect(problems).to.deep.equal([])
    expect(block).to.deep.include({ type: 'pledge', id: 'hua', prompt: 'Em hứa điều gì?' })
  })

  it('says of each promise what makes it easy to keep', () => {
    expect(parse('pledge', pledge.replace(', how: Nhớ tên một người', '')).problems).to.deep.equal([
      "4: 'promises[0].how' is required.",
    ])
  })

  it('leaves a choice, and few enough to say together', () => {
    const one = pledge.split('\n').slice(0, -1).join('\n')
    expect(parse('pledge', one).problems[0]).to.contain('must contain at least 2 items')
    const more = [1, 2, 3, 4].map((n) => `  - { id: x${n}, text: Điều ${n}, how: Cách ${n} }`)
    expect(parse('pledge', [pledge, ...more].join('\n')).problems[0]).to.contain(
      'must contain less than or equal to 5 items',
    )
  })
})

describe('a poll block', () => {
  const poll = 'id: tay\nprompt: Em chọn gì?\noptions:\n  - { id: a, text: Bấm, say: Khoan đã }\n'

  it('is read as it is written', () => {
    const { block } = parse('poll', `${poll}  - { id: b, text: Hỏi, say: Hay lắm }`)
    expect(block).to.deep.include({ type: 'poll', id: 'tay', prompt: 'Em chọn gì?' })
  })

  it('has no more options than cards', () => {
    const five = ['b', 'c', 'd', 'e'].map((id) => `  - { id: ${id}, text: ${id}, say: ${id} }`)
    expect(parse('poll', `${poll}${five.join('\n')}`).problems[0]).to.contain(
      'must contain less than or equal to 4 items',
    )
  })

  it('needs something to choose between', () => {
    expect(parse('poll', poll).problems[0]).to.contain('must contain at least 2 items')
  })
})

describe('a scenario block', () => {
  const scenario = bodyOf(SCENARIO_BLOCK)

  it('turns the text of its nodes into HTML', () => {
    const { block, problems } = parse('scenario', scenario)
    expect(problems).to.deep.equal([])
    const first = block?.type === 'scenario' ? block.nodes[0] : undefined
    expect(first?.html).to.equal('<p>Có tin nhắn lạ.</p>')
  })

  it('refuses a choice that leads nowhere', () => {
    expect(parse('scenario', scenario.replace('to: bam', 'to: bien')).problems).to.deep.equal([
      "8: there is no node 'bien'.",
    ])
  })

  it('refuses a start that does not exist', () => {
    expect(parse('scenario', scenario.replace('start: dau', 'start: giua')).problems).to.deep.equal(
      ["2: there is no node 'giua'."],
    )
  })

  it('refuses a node that neither ends nor goes on', () => {
    expect(parse('scenario', scenario.replace('ending: safe, ', '')).problems[0]).to.contain(
      'needs choices, or an ending',
    )
  })

  it('refuses a node that ends and goes on', () => {
    const both = scenario.replace('    choices:', '    ending: safe\n    choices:')
    expect(parse('scenario', both).problems[0]).to.contain('not both')
  })

  it('tells what is wrong with the text of a node on its line', () => {
    const linked = scenario.replace('Có tin nhắn lạ.', '"[x](https://a.example)"')
    expect(parse('scenario', linked).problems[0]).to.match(/^5: the link/)
  })
})
