import { expect } from 'chai'

import { linesOf, paragraphsOf } from '../../../src/handouts/deck/paragraphs.ts'

describe('paragraphs of a slide', () => {
  it('keep bold and italic, also inside a word', () => {
    expect(paragraphsOf('<p>su<strong>0</strong>inang &amp; <em>bạn</em></p>')).to.deep.equal([
      {
        runs: [
          { text: 'su' },
          { text: '0', bold: true },
          { text: 'inang & ' },
          { text: 'bạn', italic: true },
        ],
      },
    ])
  })

  it('number the items of a list from where it goes on', () => {
    const marks = paragraphsOf('<ol start="3"><li>Đòi</li><li>Lạ</li></ol><ul><li>A</li></ul>')
    expect(marks.map(({ mark }) => mark)).to.deep.equal(['3.', '4.', '•'])
  })

  it('set a quotation in italics, each of its paragraphs by itself', () => {
    expect(paragraphsOf('<blockquote><p>Một.</p>\n<p>Hai.</p></blockquote>')).to.deep.equal([
      { runs: [{ text: 'Một.', italic: true }] },
      { runs: [{ text: 'Hai.', italic: true }] },
    ])
  })

  it('become plain lines for notes', () => {
    expect(linesOf('<p>Nói <strong>to</strong>.</p><ol><li>Nghe</li></ol>')).to.deep.equal([
      'Nói to.',
      '1. Nghe',
    ])
  })
})
