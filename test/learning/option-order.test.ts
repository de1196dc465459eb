import { expect } from 'chai'
import fc from 'fast-check'

import { optionsFor } from '../../src/learning/option-order.ts'
import type { LearnerKey } from '../../src/web/index.ts'
import { aQuestion } from '../support/a-module.ts'

const anyLearner = fc.string().map((key) => key as LearnerKey)
const idsFor = (learner: LearnerKey, question = aQuestion()) =>
  optionsFor(learner, question).map(({ id }) => id)

describe('optionsFor', () => {
  it('shows every option once, in the same order at every look', () => {
    fc.assert(
      fc.property(anyLearner, (learner) => {
        expect(idsFor(learner)).to.have.members(['a', 'b', 'c'])
        expect(idsFor(learner)).to.deep.equal(idsFor(learner))
      }),
    )
  })

  it('differs between learners', () => {
    const learners = Array.from({ length: 30 }, (_, index) => `learner-${index}` as LearnerKey)
    const orders = new Set(learners.map((learner) => idsFor(learner).join()))
    expect(orders.size).to.equal(6)
  })

  it('never shows what is to be put in order in its right order', () => {
    const question = aQuestion({ kind: 'order', correct: ['a', 'b', 'c'] })
    fc.assert(
      fc.property(anyLearner, (learner) => {
        expect(idsFor(learner, question)).not.to.deep.equal(['a', 'b', 'c'])
      }),
    )
  })

  it('leaves true and false as written', () => {
    const question = aQuestion({ kind: 'truefalse' })
    fc.assert(
      fc.property(anyLearner, (learner) => {
        expect(idsFor(learner, question)).to.deep.equal(['a', 'b', 'c'])
      }),
    )
  })
})
