import { expect } from 'chai'

import { NotFoundError } from '../../src/errors/index.ts'
import { parseAnswer, parseQuestion, parseStep } from '../../src/learning/learning-schema.ts'
import { aModule, aQuestion, aStep } from '../support/a-module.ts'

describe('parseStep', () => {
  const twoPages = aStep({ pages: [{ blocks: [] }, { blocks: [] }] })
  const module = aModule({ steps: [twoPages, aStep({ slug: 'nho' })] })

  it('finds steps and their pages counted from 1', () => {
    expect(parseStep(module, '1', '2')).to.deep.equal({ step: twoPages, pageNumber: 2 })
    expect(parseStep(module, '2', undefined).pageNumber).to.equal(1)
  })

  for (const [position, page] of [
    ['0', undefined],
    ['3', undefined],
    ['-1', undefined],
    ['1.5', undefined],
    ['1e0', undefined],
    ['một', undefined],
    ['1', '3'],
    ['1', ''],
    ['2', '2'],
    [undefined, undefined],
  ]) {
    it(`knows no step ${String(position)}, page ${String(page)}`, () => {
      expect(() => parseStep(module, position, page)).to.throw(NotFoundError)
    })
  }
})

describe('parseQuestion', () => {
  it('knows the module’s questions and no other', () => {
    expect(parseQuestion(aModule(), 'q2').id).to.equal('q2')
    for (const id of ['q9', '', undefined, '__proto__']) {
      expect(() => parseQuestion(aModule(), id)).to.throw(NotFoundError)
    }
  })
})

describe('parseAnswer', () => {
  const order = aQuestion({ kind: 'order', correct: ['a', 'b', 'c'] })

  it('keeps what the question offers and drops the rest', () => {
    expect(parseAnswer(aQuestion({ kind: 'many' }), ['c', 'x', 'a'])).to.deep.equal({
      chosen: ['c', 'a'],
    })
  })

  for (const values of [[], [''], ['x'], ['__proto__']]) {
    it(`asks again where nothing is chosen: ${JSON.stringify(values)}`, () => {
      expect(parseAnswer(aQuestion(), values)).to.deep.equal({ chosen: [], problem: 'missing' })
    })
  }

  it('takes an order as it is, wrong or right', () => {
    expect(parseAnswer(order, ['c', 'b', 'a'])).to.deep.equal({ chosen: ['c', 'b', 'a'] })
  })

  it('keeps the filled places of a half-filled order where they are', () => {
    expect(parseAnswer(order, ['c', '', 'a'])).to.deep.equal({
      chosen: ['c', '', 'a'],
      problem: 'missingPlace',
    })
  })

  it('says that something has two places in an order', () => {
    expect(parseAnswer(order, ['c', 'c', 'a'])).to.deep.include({ problem: 'twice' })
  })

  it('does not look at more values than there are options', () => {
    const many = Array.from({ length: 200 }, () => 'a')
    expect(parseAnswer(aQuestion(), many).chosen).to.have.length(3)
  })
})
