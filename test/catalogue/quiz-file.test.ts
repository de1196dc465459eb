import { expect } from 'chai'

import type { Question } from '../../src/catalogue/index.ts'
import { parseQuiz } from '../../src/catalogue/quiz-file.ts'
import { aQuestion, collectReports } from './builders.ts'

function problemsOf(...questions: Partial<Question>[]): readonly string[] {
  const { report, lines } = collectReports()
  parseQuiz(JSON.stringify({ questions: questions.map((one) => aQuestion(one)) }), report)
  return lines.map((line) => line.replace(/^\d+: /, ''))
}

describe('a quiz file', () => {
  it('is read as it is written', () => {
    const questions = [aQuestion()]
    const { report } = collectReports()
    expect(parseQuiz(JSON.stringify({ questions }), report)).to.deep.equal(questions)
  })

  it('refuses a right option that is none of the options', () => {
    expect(problemsOf({ correct: ['x'] })).to.deep.equal([
      "question 'q1' calls 'x' right, which is none of its options.",
    ])
  })

  it('refuses two right options where one is asked for', () => {
    expect(problemsOf({ correct: ['a', 'b'] })).to.deep.equal([
      "question 'q1' must have exactly one right option.",
    ])
  })

  it('refuses a true-or-false question with three options', () => {
    expect(problemsOf({ kind: 'truefalse' })).to.deep.equal([
      "question 'q1' must have two options, exactly one of them right.",
    ])
  })

  for (const correct of [['a'], ['a', 'b', 'c']]) {
    it(`refuses ${correct.length} of three right where several are asked for`, () => {
      expect(problemsOf({ kind: 'many', correct })).to.deep.equal([
        "question 'q1' must have at least two right options and a wrong one.",
      ])
    })
  }

  it('refuses an order that leaves an option out', () => {
    expect(problemsOf({ kind: 'order', correct: ['b', 'a'] })).to.deep.equal([
      "question 'q1' must list all its options in the right order.",
    ])
  })

  it('refuses two questions of one id', () => {
    expect(problemsOf({}, {})).to.deep.equal([
      "'questions[1]' has the same id as an entry before it.",
    ])
  })

  it('refuses two options of one id', () => {
    const [a, b] = aQuestion().options
    expect(problemsOf({ options: [a!, b!, a!] })).to.deep.equal([
      "'questions[0].options[2]' has the same id as an entry before it.",
    ])
  })

  it('needs a reason for each option', () => {
    const options = aQuestion().options.map((option) => ({ ...option, feedback: '' }))
    expect(problemsOf({ options })[0]).to.equal(
      "'questions[0].options[0].feedback' is not allowed to be empty.",
    )
  })

  it('refuses an id that could not stand in a form', () => {
    expect(problemsOf({ id: 'Câu 1' })).to.deep.equal([
      "'questions[0].id' must be small letters a–z, digits and single hyphens.",
    ])
  })
})
