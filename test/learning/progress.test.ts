import { expect } from 'chai'

import {
  currentAttemptId,
  decidePlace,
  freshAttempt,
  nextOpenQuestion,
  withAnswer,
  withStepDone,
} from '../../src/learning/progress.ts'
import { aModule } from '../support/a-module.ts'
import { aVisit } from '../support/a-visit.ts'

const module = aModule()
const fresh = freshAttempt({
  module,
  learnerKey: aVisit().learnerKey,
  now: new Date('2026-11-23T00:15:00.000Z'),
})
const readAll = withStepDone(withStepDone(fresh, 'doc'), 'nho')
const answerAll = (...wrong: string[]) =>
  module.questions.reduce((so, { id }) => withAnswer(so, id, !wrong.includes(id)), readAll)

describe('an attempt', () => {
  it('lives 60 days from its last change', () => {
    expect(fresh.expiresAt.toISOString()).to.equal('2027-01-22T00:15:00.000Z')
  })

  it('is another one in the next school year', () => {
    const { learnerKey } = aVisit()
    const idAt = (moment: string) => currentAttemptId({ module, learnerKey, now: new Date(moment) })
    expect(idAt('2027-07-31T16:59:59.999Z')).to.equal(fresh.id)
    expect(idAt('2027-07-31T17:00:00.000Z')).not.to.equal(fresh.id)
  })

  it('is the same object where a press brings nothing new', () => {
    const answered = withAnswer(readAll, 'q1', true)
    expect(withStepDone(readAll, 'doc')).to.equal(readAll)
    expect(withAnswer(answered, 'q1', true)).to.equal(answered)
  })

  it('keeps the first answer for ever and the latest beside it', () => {
    const mended = withAnswer(withAnswer(fresh, 'q1', false), 'q1', true)
    expect(mended.answers['q1']).to.deep.equal({ first: false, latest: true })
  })
})

describe('decidePlace', () => {
  it('begins at the first step', () => {
    expect(decidePlace(module)).to.deep.equal({ at: 'step', position: 1 })
  })

  it('goes back to a step that was left out', () => {
    expect(decidePlace(module, withStepDone(fresh, 'nho'))).to.deep.equal({
      at: 'step',
      position: 1,
    })
  })

  it('goes to the first question never answered, past a wrong one', () => {
    const place = decidePlace(module, withAnswer(readAll, 'q1', false))
    expect(place).to.deep.equal({ at: 'question', questionId: 'q2' })
  })

  it('names what is to be answered again', () => {
    expect(decidePlace(module, answerAll('q2', 'q5'))).to.deep.equal({
      at: 'result',
      again: ['q2', 'q5'],
    })
  })

  it('ends where the rule is met, though one answer is wrong', () => {
    expect(decidePlace(module, answerAll('q2'))).to.deep.equal({ at: 'end' })
  })
})

describe('nextOpenQuestion', () => {
  it('goes on after the one just answered and comes back to those before', () => {
    const answered = withAnswer(withAnswer(readAll, 'q2', true), 'q5', false)
    expect(nextOpenQuestion(module, answered, 'q2')).to.equal('q3')
    expect(nextOpenQuestion(module, answered, 'q5')).to.equal('q1')
  })

  it('is none when all are answered', () => {
    expect(nextOpenQuestion(module, answerAll('q1'), 'q5')).to.equal(undefined)
  })
})
