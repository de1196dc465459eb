import { expect } from 'chai'

import type { Module } from '../../../src/catalogue/index.ts'
import { nearDuplicates } from '../../../src/catalogue/rules/near-duplicates.ts'
import { aLoadedModule, aModule, aQuestion, aStep } from '../builders.ts'

const TEXT = 'Người lạ trên mạng có thể rất tử tế lúc đầu rồi mới xin ảnh của em.'
const REWORDED = 'Người lạ trên mạng có thể rất vui tính lúc đầu rồi mới xin ảnh của em.'
const OTHER = 'Khi có ai xin hình, em cứ để điện thoại xuống và gọi mẹ tới cùng xem.'

/** Nothing else in the builder's module is long enough to be compared. */
function saying(id: string, overrides: Partial<Module>): Module {
  return aModule({ id: id as Module['id'], teacherNotes: '', ...overrides })
}

function reading(html: string): Partial<Module> {
  return { steps: [aStep({ pages: [{ blocks: [{ type: 'text', html }] }] })], questions: [] }
}

function found(...modules: readonly Module[]): readonly string[] {
  return nearDuplicates(modules.map(aLoadedModule))
    .flat()
    .map(({ file, message }) => `${file}: ${message}`)
}

describe('near-duplicates', () => {
  const first = saying('A1', reading(`<p>Em đọc nhé.</p>\n<p>${TEXT}</p>`))

  it('are told with the place of the other', () => {
    expect(found(first, saying('A2', reading(`<ul><li>${REWORDED}</li></ul>`)))).to.deep.equal([
      `steps/01-doc.md: "${REWORDED}" is mostly "${TEXT}" of content/A1/1/steps/01-doc.md.`,
    ])
  })

  it('are found between a page, a question and the teacher’s notes', () => {
    const [option, ...options] = aQuestion().options
    if (!option) throw new Error('no option to change')
    const questions = [aQuestion({ options: [{ ...option, feedback: TEXT }, ...options] })]
    expect(found(first, saying('A2', { ...reading(''), questions }))).to.have.length(1)
    const teacherNotes = `<table><tr><td>${TEXT}</td></tr></table>`
    expect(found(first, saying('A2', { ...reading(''), teacherNotes }))).to.have.length(1)
  })

  it('are not what is said in other words', () => {
    expect(found(first, saying('A2', reading(`<p>${OTHER}</p>`)))).to.deep.equal([])
  })

  it('are not stock phrases of six words', () => {
    const stock = 'Người lạ trên mạng có thể'
    const text = `<p>${stock} làm quen vì muốn chơi cùng.</p>`
    expect(found(first, saying('A2', reading(text)))).to.deep.equal([])
  })

  it('are not headings and sources', () => {
    const same = { ...reading(`<h2>${TEXT}</h2>`), sources: [{ text: TEXT }] }
    expect(found(saying('A1', same), saying('A2', same))).to.deep.equal([])
  })

  it('are not the numbers of a law', () => {
    const text = '<p>111 113 147 2024 102 2016 13 56 2017 25 116 2025</p>'
    expect(found(saying('A1', reading(text)), saying('A2', reading(text)))).to.deep.equal([])
  })

  it('may stand in two versions of one module', () => {
    expect(found(first, { ...first, version: '2' })).to.deep.equal([])
  })
})
