import { expect } from 'chai'

import type { Block, Module } from '../../../src/catalogue/index.ts'
import { somethingToSee } from '../../../src/catalogue/rules/something-to-see.ts'
import { aModule, aStep } from '../builders.ts'

const picture: Block = { type: 'picture', file: 'a.svg', alt: 'Một chiếc lá xanh' }
const text = (html: string): Block => ({ type: 'text', html })
const story = (...htmls: readonly string[]): Block => ({
  type: 'scenario',
  id: 'chuyen',
  start: 'n0',
  nodes: htmls.map((html, index) => ({ id: `n${index}`, html, choices: [] })),
})

function found(grades: readonly number[], ...blocks: readonly Block[]): readonly string[] {
  const module: Module = aModule({ grades, steps: [aStep({ pages: [{ blocks }] })] })
  return somethingToSee(module).map(({ message }) => message)
}

describe('the rule that there is something to see for lớp 1–3', () => {
  it('takes a picture or an emoji', () => {
    expect(found([1, 2, 3], picture, text('<p>Em đọc.</p>'))).to.be.empty
    expect(found([1, 2, 3], text('<p>✋ Dừng</p>'))).to.be.empty
  })

  it('names a page of words only', () => {
    expect(found([1, 2, 3], text('<p>Em đọc.</p>'))).to.deep.equal([
      'page 1 has neither picture nor emoji.',
    ])
  })

  it('looks at each scene of a story, unless a picture stands above them all', () => {
    const scenes = story('<p>🐘 Voi</p>', '<p>Mẹ cười.</p>')
    expect(found([3], scenes)).to.deep.equal([
      "the scene 'n1' has no emoji, and there is no picture above it.",
    ])
    expect(found([3], picture, scenes)).to.be.empty
  })

  it('asks nothing of those who can read', () => {
    expect(found([4, 5], text('<p>Em đọc.</p>'))).to.be.empty
  })
})
