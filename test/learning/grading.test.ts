import { expect } from 'chai'
import fc from 'fast-check'

import type { Question } from '../../src/catalogue/index.ts'
import { bandOf, grade, isComplete, isIncomplete } from '../../src/learning/grading.ts'
import { aModule, aQuestion } from '../support/a-module.ts'

const OPTION_IDS = ['a', 'b', 'c', 'd']
const options = OPTION_IDS.map((id) => ({ id, text: id, feedback: id }))

function ofKind(kind: Question['kind'], correct: readonly string[]): Question {
  return aQuestion({ kind, options, correct })
}

/** Any question with any answer, also answers that no form of ours could send. */
const anyCase = fc.record({
  kind: fc.constantFrom<Question['kind']>('one', 'many', 'order', 'truefalse'),
  correct: fc.shuffledSubarray(OPTION_IDS, { minLength: 1 }),
  chosen: fc.array(fc.oneof(fc.constantFrom(...OPTION_IDS), fc.string()), { maxLength: 6 }),
})

function naiveGrade({ kind, correct }: Question, chosen: readonly string[]): boolean {
  const written = (ids: readonly string[]) =>
    JSON.stringify(kind === 'order' ? ids : ids.toSorted())
  return written(chosen) === written(correct)
}

describe('grade', () => {
  it('agrees with comparing the answers as text, whatever was sent', () => {
    fc.assert(
      fc.property(anyCase, ({ kind, correct, chosen }) => {
        const question = ofKind(kind, correct)
        expect(grade(question, chosen)).to.equal(naiveGrade(question, chosen))
      }),
    )
  })

  it('takes the right options in any order', () => {
    expect(grade(ofKind('many', ['a', 'c']), ['c', 'a'])).to.equal(true)
  })

  it('takes an order only as it is', () => {
    expect(grade(ofKind('order', OPTION_IDS), OPTION_IDS)).to.equal(true)
    expect(grade(ofKind('order', OPTION_IDS), ['b', 'a', 'c', 'd'])).to.equal(false)
  })

  it('calls a right option together with a wrong one wrong', () => {
    expect(grade(ofKind('one', ['a']), ['a', 'b'])).to.equal(false)
  })

  it('is not fooled by one right option named twice', () => {
    expect(grade(ofKind('many', ['a', 'b']), ['a', 'a'])).to.equal(false)
  })
})

describe('isIncomplete', () => {
  it('tells right options that are too few from wrong ones', () => {
    const question = ofKind('many', ['a', 'b', 'c'])
    expect(isIncomplete(question, ['a', 'b'])).to.equal(true)
    expect(isIncomplete(question, ['a', 'd'])).to.equal(false)
    expect(isIncomplete(question, ['a', 'b', 'c'])).to.equal(false)
  })
})

function progress(right: number, all = 5) {
  const ids = ['q1', 'q2', 'q3', 'q4', 'q5'].slice(0, all)
  const answers = Object.fromEntries(
    ids.map((id, index) => [id, { first: index < right, latest: index < right }]),
  )
  return { doneSteps: ['doc', 'nho'], answers }
}

describe('isComplete', () => {
  it('needs the pass mark and no more', () => {
    expect(isComplete(aModule(), progress(4))).to.equal(true)
    expect(isComplete(aModule(), progress(3))).to.equal(false)
  })

  it('needs every question answered, even where enough are right', () => {
    expect(isComplete(aModule(), progress(4, 4))).to.equal(false)
  })

  it('needs every step', () => {
    expect(isComplete(aModule(), { ...progress(5), doneSteps: ['doc'] })).to.equal(false)
  })

  it('looks at the latest answers, not the first', () => {
    const mended = { first: false, latest: true }
    const answers = { q1: mended, q2: mended, q3: mended, q4: mended, q5: mended }
    expect(isComplete(aModule(), { doneSteps: ['doc', 'nho'], answers })).to.equal(true)
  })
})

describe('bandOf', () => {
  const bands = [0, 1, 2, 3, 4, 5].map((right) => bandOf(aModule(), progress(right)))

  it('has three bands by first answers', () => {
    expect(bands).to.deep.equal(['low', 'low', 'low', 'middle', 'high', 'high'])
  })
})
