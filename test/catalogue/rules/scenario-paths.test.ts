import { expect } from 'chai'

import type { Module, ScenarioNode } from '../../../src/catalogue/index.ts'
import { scenarioPaths } from '../../../src/catalogue/rules/scenario-paths.ts'
import { aModule, aStep } from '../builders.ts'

const told = '<p>Nam nói với mẹ, hai mẹ con gọi cho cô và cả lớp an toàn.</p>'

function ending(id: string, html = told): ScenarioNode {
  return { id, html, choices: [], ending: 'safe' }
}

function fork(id: string, ...ways: readonly string[]): ScenarioNode {
  return { id, html: '<p>Nam làm gì?</p>', choices: ways.map((to) => ({ to, text: `Tới ${to}` })) }
}

function withStory(...nodes: readonly ScenarioNode[]): Module {
  const story = { type: 'scenario' as const, id: 'chuyen', start: 'dau', nodes }
  return aModule({ steps: [aStep({ pages: [{ blocks: [story] }] })] })
}

function found(...nodes: readonly ScenarioNode[]): readonly string[] {
  return scenarioPaths(withStory(...nodes)).map(({ message }) => message)
}

describe('a scenario', () => {
  it('has three ways to an ending', () => {
    expect(found(fork('dau', 'a', 'b', 'c'), ending('a'), ending('b'), ending('c'))).to.deep.equal(
      [],
    )
  })

  it('needs a third way', () => {
    expect(found(fork('dau', 'a', 'b'), ending('a'), ending('b'))).to.deep.equal([
      "scenario 'chuyen' has 2 ways to an ending; 3 are needed.",
    ])
  })

  it('may come to one ending by different ways', () => {
    expect(
      found(fork('dau', 'x', 'y', 'a'), fork('x', 'a'), fork('y', 'a'), ending('a')),
    ).to.deep.equal([])
  })

  it('may lead back', () => {
    const back = fork('x', 'dau', 'a')
    expect(found(fork('dau', 'x', 'a', 'b'), back, ending('a'), ending('b'))).to.deep.equal([])
  })

  it('has no node that nobody comes to', () => {
    const nodes = [fork('dau', 'a', 'b', 'c'), ending('a'), ending('b'), ending('c'), ending('d')]
    expect(found(...nodes)).to.deep.equal(["scenario 'chuyen' never comes to the node 'd'."])
  })

  it('has no circle without a way out', () => {
    const circle = [fork('x', 'y'), fork('y', 'x')]
    const nodes = [
      fork('dau', 'a', 'b', 'c', 'x'),
      ending('a'),
      ending('b'),
      ending('c'),
      ...circle,
    ]
    expect(found(...nodes)).to.deep.equal([
      "scenario 'chuyen' never ends after the node 'x'.",
      "scenario 'chuyen' never ends after the node 'y'.",
    ])
  })

  it('tells what comes of each ending', () => {
    const nodes = [fork('dau', 'a', 'b', 'c'), ending('a'), ending('b'), ending('c', '<p>Hết.</p>')]
    expect(found(...nodes)).to.deep.equal([
      "scenario 'chuyen' does not tell what comes of the ending 'c'.",
    ])
  })
})
