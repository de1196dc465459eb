import { expect } from 'chai'

import { countWords, plainText } from '../../src/catalogue/plain-text.ts'

describe('plain text', () => {
  it('is what a reader sees of the HTML', () => {
    expect(plainText('<p>Mẹ &amp; <strong>con</strong></p>\n<p>1 &lt; 2</p>')).to.equal(
      'Mẹ & con 1 < 2',
    )
  })

  it('keeps a word in bold with the sign behind it', () => {
    expect(plainText('<p><strong>Dừng</strong>: <em>không bấm</em>.</p><p>Rồi hỏi.</p>')).to.equal(
      'Dừng: không bấm. Rồi hỏi.',
    )
  })

  it('counts words by syllable and no lone signs', () => {
    expect(countWords('🎁 Dừng – Hỏi – Báo, gọi 111!')).to.equal(5)
  })

  it('counts no words in nothing', () => {
    expect(countWords('')).to.equal(0)
  })
})
