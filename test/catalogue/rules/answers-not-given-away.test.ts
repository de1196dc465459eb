import { expect } from 'chai'

import type { Question, QuestionKind } from '../../../src/catalogue/index.ts'
import { answersNotGivenAway } from '../../../src/catalogue/rules/answers-not-given-away.ts'
import { aModule, aQuestion, goodQuestions } from '../builders.ts'

function found(questions: readonly Question[]): readonly string[] {
  return answersNotGivenAway(aModule({ questions })).map(({ message }) => message)
}

function withLongestRight(count: number): readonly Question[] {
  return goodQuestions().map((question, index) => {
    if (index >= count) return question
    const options = question.options.map((option) =>
      question.correct.includes(option.id) ? { ...option, text: `${option.text} nữa` } : option,
    )
    return { ...question, options }
  })
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
