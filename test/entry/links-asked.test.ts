import { expect } from 'chai'

import type { ModuleId } from '../../src/catalogue/index.ts'
import { judgeLinks, parseLinks } from '../../src/entry/links-asked.ts'
import { aCatalogue, aModule } from '../support/a-module.ts'

const B5 = aModule()
const C1 = aModule({ id: 'C1' as ModuleId, grades: [6, 7], minutes: 30, nls: ['4.1.TC1'] })

describe('what a picker is asked', () => {
  it('is everything, for self-study, where nothing is said', () => {
    expect(parseLinks({})).to.deep.equal({ filters: {}, chosen: [], mode: 'learn' })
  })

  it('names filters, modules in their order, each once, and the mode', () => {
    const fields = { grade: '4', nls: '', module: ['C1', '', 'B5', 'C1'], mode: 'present' }
    expect(parseLinks(fields)).to.deep.equal({
      filters: { grade: '4' },
      chosen: ['C1', 'B5'],
      mode: 'present',
    })
  })

  it('takes a mode that it does not know for self-study', () => {
    expect(parseLinks({ mode: 'x' }).mode).to.equal('learn')
  })

  for (const fields of [
    { grade: ['4', '5'] },
    { strand: 'x'.repeat(41) },
    { mode: ['a', 'b'] },
    { module: 'x'.repeat(41) },
    { module: Array.from({ length: 101 }, (_, index) => `B${index}`) },
  ]) {
    it(`refuses ${JSON.stringify(fields).slice(0, 30)}`, () => {
      expect(() => parseLinks(fields)).to.throw('malformed-request')
    })
  }
})

describe('a choice of modules', () => {
  const judge = (chosen: readonly string[], acceptMultiple = true) =>
    judgeLinks({ filters: {}, mode: 'learn', chosen }, aCatalogue(B5, C1), { acceptMultiple })

  it('holds one or several that there are', () => {
    expect(judge(['C1', 'B5'])).to.deep.equal({ modules: [C1, B5] })
    expect(judge(['B5'], false)).to.deep.equal({ modules: [B5] })
  })

  it('must not be empty', () => {
    expect(judge([]).problem).to.equal('none')
  })

  it('must not name what is not there, alone or among others', () => {
    expect(judge(['X9']).problem).to.equal('unknown')
    expect(judge(['B5', '../B5']).problem).to.equal('unknown')
  })

  it('must be one where the platform takes one', () => {
    expect(judge(['B5', 'C1'], false).problem).to.equal('tooMany')
  })
})
