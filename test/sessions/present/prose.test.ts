import { expect } from 'chai'
import fc from 'fast-check'

import { htmlOf, unitsOf } from '../../../src/sessions/present/prose.ts'

const LIST =
  '<p>Bốn dấu hiệu:</p>\n<ol>\n<li><strong>Quà to</strong></li>\n<li>Giục gấp</li>\n<li>Đòi</li>\n</ol>'

const WORDS = fc.constantFrom('bẫy', 'quà <strong>to</strong>', 'số 111', 'dòng<br>mới')
const PIECE = fc.oneof(
  WORDS.map((text) => `<p>${text}</p>`),
  WORDS.map((text) => `<h2>${text}</h2>`),
  WORDS.map((text) => `<blockquote><p>${text}</p></blockquote>`),
  fc.array(WORDS, { minLength: 1, maxLength: 4 }).map((items) => listOf('ul', items)),
  fc.array(WORDS, { minLength: 1, maxLength: 4 }).map((items) => listOf('ol', items)),
)

function listOf(tag: string, items: readonly string[]): string {
  return `<${tag}>${items.map((item) => `<li>${item}</li>`).join('')}</${tag}>`
}

describe('prose for slides', () => {
  it('comes apart into paragraphs, headings and items', () => {
    const kinds = unitsOf(`<h2>Bàn tay</h2>\n${LIST}`).map(({ kind }) => kind)
    expect(kinds).to.deep.equal(['heading', 'paragraph', 'item', 'item', 'item'])
  })

  it('keeps a quotation and a list within an item whole', () => {
    const html =
      '<blockquote>\n<p>Một</p>\n<p>Hai</p>\n</blockquote>\n<ul><li>A<ul><li>B</li></ul></li></ul>'
    const units = unitsOf(html)
    expect(units).to.have.lengthOf(2)
    expect(units[1]!.html).to.equal('A<ul><li>B</li></ul>')
  })

  it('counts words as people do, without the tags', () => {
    expect(unitsOf(LIST).map(({ words }) => words)).to.deep.equal([3, 2, 2, 1])
  })

  it('goes on counting where a list goes on, on another slide', () => {
    const html = htmlOf(unitsOf(LIST).slice(2))
    expect(html).to.equal('<ol start="2"><li>Giục gấp</li>\n<li>Đòi</li></ol>')
  })

  it('loses nothing when it is put together again', () => {
    fc.assert(
      fc.property(fc.array(PIECE, { maxLength: 6 }), (pieces) => {
        const html = pieces.join('')
        expect(htmlOf(unitsOf(html)).replaceAll('\n', '')).to.equal(html)
      }),
    )
  })
})
