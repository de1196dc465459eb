import { expect } from 'chai'

import type { PollBlock, ScenarioBlock } from '../../../src/catalogue/index.ts'
import {
  ballotOfNode,
  ballotOfOrder,
  ballotOfPoll,
  ballotOfQuestion,
  mayRaiseTwice,
} from '../../../src/sessions/present/ballot.ts'
import { ballotView, chosenRow } from '../../../src/sessions/present/ballot-view.ts'
import { aQuestion } from '../../support/a-module.ts'

const poll: PollBlock = {
  type: 'poll',
  id: 'binh-chon',
  prompt: 'My nên làm gì?',
  options: [
    { id: 'x', text: 'Bấm', say: 'Khoan đã.' },
    { id: 'y', text: 'Hỏi', say: 'Hay lắm.' },
  ],
}

const story: ScenarioBlock = {
  type: 'scenario',
  id: 'co-hanh',
  start: 'tin',
  nodes: [
    {
      id: 'tin',
      html: '<p>Có tin.</p>',
      choices: [
        { to: 'bay', text: 'Bấm' },
        { to: 'me', text: 'Đưa mẹ xem' },
      ],
    },
    { id: 'bay', html: '<p>Ôi.</p>', choices: [], ending: 'harmed' },
    { id: 'me', html: '<p>May quá.</p>', choices: [], ending: 'safe' },
  ],
}

const node = (id: string) => story.nodes.find((one) => one.id === id)!
const counted = (blockId: string, counts: Record<string, number>) => ({
  polls: [{ blockId, counts }],
})

describe('a ballot', () => {
  it('letters its rows in the order of the poll, and says of each what there is to say', () => {
    const { rows, reveals } = ballotOfPoll(poll)
    expect(rows.map(({ letter, text }) => letter + text)).to.deep.equal(['ABấm', 'BHỏi'])
    expect(reveals).to.deep.equal([
      { row: 'x', why: 'Khoan đã.' },
      { row: 'y', why: 'Hay lắm.' },
    ])
  })

  it('of things to put in order shows them mixed, and puts each into its place', () => {
    const items = ['dung', 'tat', 'ke'].map((id) => ({ id, text: id, why: `Vì ${id}.` }))
    const { ask, rows, reveals } = ballotOfOrder({ type: 'order', id: 'buoc', prompt: '?', items })
    expect(ask).to.equal('order')
    expect(rows.map(({ id }) => id)).to.have.members(['dung', 'tat', 'ke'])
    expect(rows.map(({ id }) => id)).to.not.deep.equal(['dung', 'tat', 'ke'])
    expect(reveals.map(({ row, mark }) => `${mark ?? ''} ${row}`)).to.deep.equal([
      ...['1 dung', '2 tat', '3 ke'],
    ])
  })

  it('of a question reveals what is right and why, nothing about the rest', () => {
    expect(ballotOfQuestion(aQuestion()).reveals).to.deep.equal([
      { row: 'a', why: 'Đúng, 111 gọi miễn phí.', mark: '✓' },
    ])
  })

  it('of several right rows reveals one after the other', () => {
    const ballot = ballotOfQuestion(aQuestion({ kind: 'many', correct: ['a', 'c'] }))
    expect(ballot.reveals.map(({ row }) => row)).to.deep.equal(['a', 'c'])
    expect(mayRaiseTwice(ballot.id)).to.equal(true)
    expect(mayRaiseTwice(ballotOfQuestion(aQuestion()).id)).to.equal(false)
  })

  it('of an order never starts in order, and numbers the places', () => {
    const ballot = ballotOfQuestion(aQuestion({ kind: 'order', correct: ['a', 'b', 'c'] }))
    expect(ballot.rows.map(({ id }) => id)).to.deep.equal(['c', 'b', 'a'])
    expect(ballot.reveals.map(({ row, mark }) => [row, mark])).to.deep.equal([
      ['a', '1'],
      ['b', '2'],
      ['c', '3'],
    ])
  })

  it('of a story leads on, and ends where the story does', () => {
    const ballot = ballotOfNode(story, node('tin'))!
    expect(ballot.rows.map(({ goesTo }) => goesTo)).to.deep.equal(['bay', 'me'])
    expect(ballotOfNode(story, node('me'))).to.equal(undefined)
  })

  it('leads where most hands went, and to the first where they are equal', () => {
    const ballot = ballotOfNode(story, node('tin'))!
    const wayAfter = (counts: Record<string, number>) =>
      chosenRow(ballot, counted('co-hanh/tin', counts))?.goesTo
    expect(wayAfter({ a: 3, b: 27 })).to.equal('me')
    expect(wayAfter({ a: 5, b: 5 })).to.equal('bay')
    expect(wayAfter({})).to.equal('bay')
  })
})

describe('a ballot on the wall', () => {
  it('has bars as long as each row’s share of all hands', () => {
    const { rows } = ballotView(ballotOfPoll(poll), counted('binh-chon', { x: 10, y: 30 }), 0)
    expect(rows.map(({ hands, share }) => [hands, share])).to.deep.equal([
      [10, 25],
      [30, 75],
    ])
  })

  it('has no bars before anybody has counted', () => {
    const { rows } = ballotView(ballotOfPoll(poll), { polls: [] }, 0)
    expect(rows.map(({ share }) => share)).to.deep.equal([0, 0])
  })

  it('tells nothing before it is asked, then one answer at a time and why', () => {
    const ballot = ballotOfQuestion(aQuestion({ kind: 'many', correct: ['a', 'c'] }))
    const at = (beat: number) => {
      const { whys, order } = ballotView(ballot, { polls: [] }, beat)
      expect(order).to.equal(undefined)
      return whys.filter(({ isSaid }) => isSaid).map(({ label, mark }) => [label, mark])
    }
    expect([at(0), at(1), at(2)]).to.deep.equal([[], [['A', '✓']], [['C', '✓']]])
  })

  it('shows at last what was put in order as a whole', () => {
    const ballot = ballotOfQuestion(aQuestion({ kind: 'order', correct: ['c', 'a', 'b'] }))
    const texts = ['c', 'a', 'b'].map((id) => ballot.rows.find((row) => row.id === id)?.text)
    const { order, whys } = ballotView(ballot, { polls: [] }, 4)
    expect(order).to.deep.equal({ face: { beats: [4], isUp: true }, texts })
    expect(whys.map(({ mark }) => mark)).to.deep.equal(['1', '2', '3'])
  })
})
