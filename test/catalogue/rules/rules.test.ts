import { expect } from 'chai'

import { checkModule } from '../../../src/catalogue/rules/index.ts'
import { aModule } from '../builders.ts'

describe('the rules of content', () => {
  it('find nothing in a module that keeps them', () => {
    expect(checkModule(aModule())).to.deep.equal([])
  })

  it('are all asked', () => {
    const { steps, questions } = aModule()
    const broken = aModule({
      sensitive: true,
      nls: ['9.9.CB2'],
      sources: [],
      teacherNotes: '',
      steps: steps.slice(0, 2),
      questions: questions.slice(0, 2),
    })
    expect(checkModule(broken)).to.have.length.greaterThan(5)
  })
})
