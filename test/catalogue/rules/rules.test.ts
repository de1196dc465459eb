import { expect } from 'chai'

import type { Module } from '../../../src/catalogue/index.ts'
import { checkModules } from '../../../src/catalogue/rules/index.ts'
import type { Finding } from '../../../src/catalogue/rules/rule.ts'
import { aLoadedModule, aModule, goodQuestions } from '../builders.ts'

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

  it('of the whole catalogue, of own experience and of content notes are among them', () => {
    const copied = 'Người lạ trên mạng có thể rất tử tế lúc đầu rồi mới xin ảnh của em.'
    const questions = goodQuestions().map((question) => ({
      ...question,
      prompt: 'Em đã từng gặp chưa?',
      correct: ['a'],
    }))
    const first = aModule({ objectives: [copied] })
    const second = aModule({
      id: 'C6' as Module['id'],
      sensitive: true,
      objectives: [copied],
      questions,
    })
    const told = checkModules([first, second].map(aLoadedModule))[1]?.map(({ message }) => message)
    for (const part of [
      'picks the first has 6.0 of 6 right',
      'is mostly "Người lạ',
      "asks for the learner's own experience",
      'does not say on its first page how to stop',
    ]) {
      expect(told?.join('\n')).to.include(part)
    }
  })
})
