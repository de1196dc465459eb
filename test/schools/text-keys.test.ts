import { expect } from 'chai'
import fc from 'fast-check'

import { foldText, nameKey, searchKey } from '../../src/schools/index.ts'

const syllable = fc.constantFrom('trường', 'HOÀ', 'thành', 'Tân', 'lập', 'Uỷ', 'ấp', 'đức', 'Ồ')
const words = fc.array(syllable, { minLength: 1, maxLength: 5 })

describe('folding', () => {
  it('does not mind how letters are composed, cased and spaced', () => {
    fc.assert(
      fc.property(words, fc.constantFrom(' ', '  ', '\n', '\r\n', '\u00a0'), (parts, space) => {
        const plain = foldText(parts.join(' '))
        const written = ` ${parts.join(space)} `.normalize('NFD').toUpperCase()
        expect(foldText(written)).to.equal(plain)
        expect(foldText(plain)).to.equal(plain)
      }),
    )
  })

  it('keeps every diacritic', () => {
    expect(foldText('Mã')).not.to.equal(foldText('Ma'))
    expect(nameKey('Tân Hoà')).not.to.equal(nameKey('Tân Hoa'))
  })

  it('takes both places of the mark of the tone for one name', () => {
    for (const [left, right] of [
      ['Hoà Thành', 'Hòa Thành'],
      ['Uỷ ban', 'Ủy ban'],
      ['Thạnh Hoá', 'thạnh  Hóa'],
    ] as const) {
      expect(nameKey(left)).to.equal(nameKey(right))
    }
  })

  it('is searched without diacritics', () => {
    expect(searchKey('Trường Tiểu học  Đặng Thuỳ Trâm')).to.equal('truong tieu hoc dang thuy tram')
  })
})
