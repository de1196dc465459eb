import { expect } from 'chai'

import type { Module } from '../../../src/catalogue/index.ts'
import { checkModules } from '../../../src/catalogue/rules/index.ts'
import type { Finding } from '../../../src/catalogue/rules/rule.ts'
import { aLoadedModule, aModule } from '../builders.ts'

function found(module: Module): readonly Finding[] {
  return checkModules([aLoadedModule(module)]).flat()
}

describe('the rules of content', () => {
  it('find nothing in a module that keeps them', () => {
    expect(found(aModule())).to.deep.equal([])
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
    expect(found(broken)).to.have.length.greaterThan(5)
  })

  it('tell the problems of each module at its place', () => {
    const good = aLoadedModule(aModule())
    const bad = aLoadedModule(aModule({ sensitive: true }))
    const [ofGood, ofBad] = checkModules([good, bad])
    expect(ofGood).to.deep.equal([])
    expect(ofBad?.map(({ message }) => message)).to.include('B5 is not a sensitive module.')
  })
})
