import { expect } from 'chai'

import { bold, plain } from '../../../src/handouts/deck/deck-slide.ts'
import { drawingsOf, rowOf, signed, withoutSigns } from '../../../src/handouts/deck/signs.ts'

const words = (text: string) =>
  signed(plain(text))
    .runs.map((run) => run.text)
    .join('')

describe('emoji on a slide of a file', () => {
  it('are a row where a paragraph has nothing else', () => {
    expect(rowOf(plain('🎮 🌟'))?.map(({ say }) => say)).to.have.length(2)
    expect(rowOf(plain('🎮 Chơi'))).to.equal(undefined)
    expect(rowOf(plain(''))).to.equal(undefined)
  })

  it('become the bullet where one stands first or behind the last word', () => {
    expect(signed(plain('🎁 Cho quà')).bullet?.file).to.equal('wrapped-gift')
    expect(words('🎁 Cho quà')).to.equal('Cho quà')
    expect(signed(plain('Vui quá! 🎉')).bullet?.file).to.equal('party-popper')
    expect(words('Vui quá! 🎉').trim()).to.equal('Vui quá!')
    expect(signed(plain('Không có gì')).bullet).to.equal(undefined)
  })

  it('leave no empty run, and the style of the others', () => {
    const { runs } = signed({
      runs: [{ text: '🎉 ' }, { text: 'Vui', bold: true }, { text: ' lắm' }],
    })
    expect(runs).to.deep.equal([{ text: 'Vui', bold: true }, { text: ' lắm' }])
  })

  it('become their word where a sentence needs it, a dot between names, and nothing elsewhere', () => {
    expect(words('Đó là dấu hiệu 🎁. Dừng lại.')).to.equal('Đó là dấu hiệu “hộp quà”. Dừng lại.')
    expect(words('⭕ Hân ⭕ Nhật')).to.equal('Hân · Nhật')
    expect(words('🎁 cho quà – 📷 xin ảnh')).to.equal('cho quà – xin ảnh')
    const { runs } = signed({ runs: [{ text: 'Đọc sách' }, { text: ' → 🎉 Vui', bold: true }] })
    expect(runs.map(({ text }) => text).join('')).to.equal('Đọc sách → Vui')
  })

  it('are left out of headings and notes', () => {
    expect(withoutSigns('🎵 Bài hát')).to.equal('Bài hát')
    expect(withoutSigns('🎮 🌟')).to.equal('')
  })

  it('are told of a whole slide', () => {
    const paragraphs = [plain('🎮 🌟'), bold('🎁 Cho quà'), plain('Hết')]
    expect(drawingsOf({ paragraphs })).to.have.length(3)
  })
})
