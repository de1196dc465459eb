import { expect } from 'chai'

import type { Question, QuestionKind } from '../../../src/catalogue/index.ts'
import { answersNotGivenAway } from '../../../src/catalogue/rules/answers-not-given-away.ts'
import { aModule, aQuestion, goodQuestions } from '../builders.ts'

function found(questions: readonly Question[]): readonly string[] {
  return answersNotGivenAway(aModule({ questions })).map(({ message }) => message)
}

function withLongestRight(count: number): readonly Question[] {
  return changeTexts(count, (text, right) => (right ? `${text} nữa` : text))
}

function withShortestRight(count: number): readonly Question[] {
  return changeTexts(count, (text, right) => (right ? text : `${text} nữa`))
}

function changeTexts(
  count: number,
  change: (text: string, right: boolean) => string,
): readonly Question[] {
  return goodQuestions().map((question, index) => {
    if (index >= count) return question
    const options = question.options.map((option) => ({
      ...option,
      text: change(option.text, question.correct.includes(option.id)),
    }))
    return { ...question, options }
  })
}

function many(...texts: readonly string[]): Question {
  const options = texts.map((text, index) => ({ id: 'abcd'.charAt(index), text, feedback: text }))
  return aQuestion({ kind: 'many', options, correct: ['a', 'b'] })
}

function rightAt(index: number, kind: QuestionKind = 'one'): Question {
  const options = ['a', 'b', 'c'].map((id) => ({ id, text: 'Chọn', feedback: id }))
  return aQuestion({ kind, options, correct: ['abc'.charAt(index)] })
}

describe('right answers', () => {
  it('may be the longest option in four of ten questions', () => {
    expect(found(withLongestRight(2))).to.deep.equal([])
  })

  it('may not be the longest option more often', () => {
    expect(found(withLongestRight(3))).to.deep.equal([
      'the right option is the longest in 3 of 6 (q1, q2, q3).',
    ])
  })

  it('may be the shortest option in four of ten questions, and not more often', () => {
    expect(found(withShortestRight(2))).to.deep.equal([])
    expect(found(withShortestRight(3))).to.deep.equal([
      'the right option is the shortest in 3 of 6 (q1, q2, q3).',
    ])
  })

  it('count as the longest of several where each of them is longer than all others', () => {
    expect(found([many('Gọi 111 ngay', 'Kể với mẹ', 'Im', 'Xoá')])).to.deep.equal([
      'the right option is the longest in 1 of 1 (q1).',
    ])
    expect(found([many('Gọi 111 ngay', 'Kể', 'Im lặng', 'Xoá đi')])).to.deep.equal([])
  })

  it('may not stand at one place in most questions', () => {
    expect(found([0, 0, 0, 1].map((index) => rightAt(index)))).to.deep.equal([
      'the right option is number 1 in 3 of 4.',
    ])
  })

  it('may stand at one place in half of the questions', () => {
    expect(found([0, 0, 1, 2].map((index) => rightAt(index)))).to.deep.equal([])
  })

  it('may not always be the same of true and false', () => {
    const truth = { kind: 'truefalse' as const, options: rightAt(0).options.slice(0, 2) }
    const same = [aQuestion({ ...truth, correct: ['a'] }), aQuestion({ ...truth, correct: ['a'] })]
    expect(found(same)).to.deep.equal([
      'every true-or-false question is answered with the same option.',
    ])
  })

  it('may not be the order in which options are listed', () => {
    expect(found([aQuestion({ kind: 'order', correct: ['a', 'b', 'c'] })])).to.deep.equal([
      "question 'q1' lists its options in the right order already.",
    ])
    expect(found([aQuestion({ kind: 'order', correct: ['b', 'a', 'c'] })])).to.deep.equal([])
  })
})
